import { isAppError } from '../base/app-error.ts';
import { ERRORS, type ErrorCode, fillTemplate } from '../contract/errors/index.ts';

/** How a command speaks: text for people, or with `--json` one JSON object on the last line. */
export interface Output {
  readonly json: boolean;
  /** A line for a person, unless empty; nothing in JSON mode. */
  say(line: string): void;
  /** The command's result: printed as JSON in JSON mode, else by `text`. */
  result(value: unknown, text?: () => string): void;
}

/** Output on stdout. */
export function createOutput(json: boolean): Output {
  const say = (line: string) => {
    if (!json && line !== '') console.log(line);
  };
  return {
    json,
    say,
    result: (value, text) => {
      if (json) console.log(JSON.stringify(value));
      else if (text) say(text());
    },
  };
}

/** Exit codes other than 1. */
const exitCodes: Partial<Record<string, number>> = { CLI_USAGE: 2, ABORTED: 130 };

/** Prints an error as a person should see it and gives the process's exit code: see `runCommandLine`. */
export function printError(error: unknown, json: boolean): number {
  const known = isAppError(error);
  const code = known ? error.code : 'INTERNAL';
  const entry = ERRORS[code as ErrorCode];
  const message = error instanceof Error ? error.message : String(error);
  const hint = entry ? fillTemplate(entry.hint, known ? error.data : {}) : '';
  if (json) console.log(JSON.stringify({ ok: false, error: { code, message, hint, data: known ? error.data : {} } }));
  else console.error(`${code}: ${message}${hint ? `\n${hint}` : ''}`);
  if (!known && process.env['MILLRACE_DEBUG'] && error instanceof Error) console.error(error.stack);
  return known ? (exitCodes[code] ?? 1) : 70;
}

/** Lines of a table with aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
