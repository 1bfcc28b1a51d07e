import { type FigureFormat, formatFigure, formatTick } from '../figure-format.ts';
import { textWidth } from '../text-fit.ts';

type Write = (value: number) => string;

/** How figures are written beside their marks: in full where all have room, else short, else not at all. */
export function labelWriter(
  values: readonly (number | null)[],
  { format, room }: { format: FigureFormat; room: number },
): Write | undefined {
  const full: Write = (value) => formatFigure(value, format);
  const short: Write = (value) => formatTick(value, format);
  return [full, short].find((write) => values.every((value) => value === null || textWidth(write(value)) <= room));
}
