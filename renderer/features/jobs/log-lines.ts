import type { JobLogLine } from '../../../nodes/contract/flow.ts';

export type LogLevel = JobLogLine['level'];

const ranks: Record<LogLevel, number> = { info: 0, warning: 1, error: 2 };

interface Wanted {
  recipe: string | null;
  /** This level and graver ones. */
  level: LogLevel;
  query: string;
  nameOf: (recipe: string) => string;
}

/** Lines of a recipe, of a level, that hold a text. */
export function matching(
  lines: readonly JobLogLine[],
  { recipe, level, query, nameOf }: Wanted,
): readonly JobLogLine[] {
  const wanted = query.trim().toLowerCase();
  if (recipe === null && level === 'info' && wanted === '') return lines;
  return lines.filter(
    (line) =>
      (recipe === null || line.recipe === recipe) &&
      ranks[line.level] >= ranks[level] &&
      (wanted === '' ||
        `${line.recipe === null ? '' : nameOf(line.recipe)} ${line.text}`.toLowerCase().includes(wanted)),
  );
}

/** When a line came, counted from the beginning of its job: `0.0 s`, `1:04`. Nothing for lines of older versions. */
export function timeIn(at: string, began: string): string {
  const ms = Date.parse(at) - Date.parse(began);
  if (Number.isNaN(ms)) return '';
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = `${`${minutes}`.padStart(hours > 0 ? 2 : 1, '0')}:${`${whole % 60}`.padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** Lines as text, for a file or the clipboard. */
export const logText = (lines: readonly JobLogLine[], nameOf: (recipe: string) => string): string =>
  lines
    .map(({ at, recipe, level, text }) => {
      const parts = [
        at,
        level === 'info' ? '' : level.toUpperCase(),
        recipe === null ? '' : `${nameOf(recipe)}:`,
        text,
      ];
      return parts.filter(Boolean).join(' ');
    })
    .join('\n');
