const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const longestPath = 400;

/** Why a path may not be in an archive, or undefined when it may. The rules are the strictest of all systems, so an archive unpacks everywhere. */
export function entryPathProblem(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (Buffer.byteLength(path) > longestPath) return `it is longer than ${longestPath} bytes`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'it holds a control character';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  if (path.includes(':')) return 'it holds a colon (a drive or a stream)';
  if (/[<>"|?*]/.test(path)) return 'it holds a character that some systems forbid';
  if (path !== path.normalize('NFC')) return 'its characters are not in composed form';
  for (const part of path.split('/')) {
    if (part === '') return 'it has an empty part';
    if (part === '.' || part === '..') return `it leaves its folder by “${part}”`;
    if (/[. ]$/.test(part)) return 'a part ends with a dot or a space';
    if (reservedOnWindows.test(part)) return `“${part}” is a device on some systems`;
  }
  return undefined;
}

/** Paths with equal folded form are the same file on systems that ignore case. */
export function foldedPath(path: string): string {
  return path.toUpperCase().toLowerCase().normalize('NFC');
}
