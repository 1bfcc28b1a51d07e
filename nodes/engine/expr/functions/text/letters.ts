/** Text by code points, as SQL counts: a surrogate pair is one letter. */
const HAS_PAIRS = /[\ud800-\udfff]/;

/** Number of code points. */
export function countLetters(text: string): number {
  if (!HAS_PAIRS.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Code points from `start` (0-based), at most `count` of them. */
export function sliceLetters(text: string, start: number, count: number): string {
  if (!HAS_PAIRS.test(text)) return text.slice(start, start + count);
  return Array.from(text)
    .slice(start, start + count)
    .join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const ASCII = /^[\x00-\x7f]*$/;

/** Upper case, letter by letter as SQL does it: one code point stays one code point. */
export function upperCase(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : Array.from(text, upperLetter).join('');
}

/** Lower case, letter by letter as SQL does it. */
export function lowerCase(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : Array.from(text, lowerLetter).join('');
}

function upperLetter(letter: string): string {
  const upper = letter.toUpperCase();
  if (countLetters(upper) === 1) return upper;
  return letter === 'ß' ? 'ẞ' : upperWithIota(letter);
}

function lowerLetter(letter: string): string {
  const [first] = letter.toLowerCase();
  return first ?? letter;
}

/** Greek letters with iota subscript have a one-letter capital beside the full two-letter form. */
function upperWithIota(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return letter;
}
