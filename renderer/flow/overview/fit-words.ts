/** Measures a text in the font that a line is drawn in. */
type Measure = (text: string) => number;

const ELLIPSIS = '…';

/** The longest beginning of a text that has room, by halving. */
function cut(text: string, { width, measure, end }: { width: number; measure: Measure; end: string }): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(text.slice(0, middle) + end) <= width) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A text in at most `lines` lines of a width: broken after spaces and underscores, else anywhere; too much ends in an ellipsis. */
export function fitWords(
  text: string,
  { width, lines, measure }: { width: number; lines: number; measure: Measure },
): string[] {
  const fitted: string[] = [];
  let rest = text;
  while (rest && fitted.length < lines) {
    if (measure(rest) <= width) return [...fitted, rest];
    if (fitted.length === lines - 1) {
      const end = cut(rest, { width, measure, end: ELLIPSIS });
      return [...fitted, rest.slice(0, end).trimEnd() + ELLIPSIS];
    }
    const most = Math.max(1, cut(rest, { width, measure, end: '' }));
    const soft = Math.max(rest.lastIndexOf(' ', most), rest.lastIndexOf('_', most - 1));
    const at = soft > 0 ? soft + 1 : most;
    fitted.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return fitted;
}
