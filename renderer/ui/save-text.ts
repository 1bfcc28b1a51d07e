/** Hands a text to the browser as a file. */
export function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\:*?"<>|]+/g, ' ');
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
