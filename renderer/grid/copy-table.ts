const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found] ?? found);

/** A cell of tab-separated text as spreadsheets read it: quoted when it holds a tab, a line break or a quote. */
const tsvCell = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Cells as text and as HTML, both of which spreadsheets paste as a table. */
export function tableText(
  rows: readonly (readonly string[])[],
  headers?: readonly string[],
): { text: string; html: string } {
  const all = headers ? [headers, ...rows] : rows;
  const html = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return {
    text: all.map((cells) => cells.map(tsvCell).join('\t')).join('\n'),
    html: `<table>${headers ? html(headers, 'th') : ''}${rows.map((cells) => html(cells, 'td')).join('')}</table>`,
  };
}

/** Puts a table on the clipboard. */
export async function writeTable({ text, html }: { text: string; html: string }): Promise<void> {
  if (navigator.clipboard && 'write' in navigator.clipboard && typeof ClipboardItem !== 'undefined') {
    const part = (type: string, content: string) => new Blob([content], { type });
    const item = new ClipboardItem({ 'text/plain': part('text/plain', text), 'text/html': part('text/html', html) });
    await navigator.clipboard.write([item]);
    return;
  }
  // Pages that are not served securely have no clipboard but the one of a copy event.
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('copy', onCopy, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy);
}
