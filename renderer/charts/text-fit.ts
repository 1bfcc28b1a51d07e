const widths: readonly [letters: RegExp, share: number][] = [
  [/[ijl.,:;|!'’`]/u, 0.27],
  [/[frtI()[\]{}/\\\- "]/u, 0.37],
  [/[mwMW@%…—]/u, 0.88],
  [/[ᄀ-￯]|\p{Extended_Pictographic}/u, 1],
  [/[0-9$€£]/u, 0.58],
  [/\p{Lu}/u, 0.7],
];
const OTHER_LETTER = 0.56;
const known = new Map<string, number>();

function shareOf(letter: string): number {
  const found = known.get(letter) ?? widths.find(([letters]) => letters.test(letter))?.[1] ?? OTHER_LETTER;
  known.set(letter, found);
  return found;
}

/** About how wide a text is in pixels, in the sans-serif of the workbench: rather a little more than it is. */
export function textWidth(text: string, size = 11): number {
  let sum = 0;
  for (const letter of text) sum += shareOf(letter);
  return sum * size;
}

export const widest = (texts: readonly string[], size = 11): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text, size)), 0);

/** The text as far as there is room for it, with an ellipsis where it was cut. */
export function cutText(text: string, width: number, size = 11): string {
  if (textWidth(text, size) <= width) return text;
  const room = width - textWidth('…', size);
  let used = 0;
  let kept = '';
  for (const letter of text) {
    used += shareOf(letter) * size;
    if (used > room) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** The text without its middle, of which the end tells more than the beginning. */
function cutMiddle(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const head = cutText(text, width * 0.35, size);
  let tail = '';
  for (const letter of [...text].reverse()) {
    if (textWidth(head + letter + tail, size) > width) break;
    tail = letter + tail;
  }
  return head + tail.trimStart();
}

/** Texts as far as there is room for each; those that would look alike lose their middles instead of their ends. */
export function cutTexts(texts: readonly string[], width: number, size = 11): string[] {
  const cut = texts.map((text) => cutText(text, width, size));
  const isClear = new Set(cut).size === new Set(texts).size;
  return isClear ? cut : texts.map((text) => cutMiddle(text, width, size));
}

/** The text in at most `lines` lines, broken between words; what is too long for a line is cut. */
export function wrapText(text: string, { width, lines, size = 11 }: { width: number; lines: number; size?: number }) {
  const made: string[] = [];
  let line = '';
  const words = text.split(' ');
  for (const [at, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || textWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (made.length === lines - 1) {
      line = `${line} ${words.slice(at).join(' ')}`;
      break;
    }
    made.push(line);
    line = word;
  }
  return [...made, line].map((one) => cutText(one, width, size));
}
