import { pathToFileURL } from 'node:url';
import { createLog } from '../platform/log.ts';
import { errorBody } from '../services/error-body.ts';

/** Runs `start` when the module was executed as a program. A start that fails is told as one JSON line, and the process ends with 1. */
export function runMain(moduleUrl: string, start: (argv: readonly string[]) => Promise<unknown>): void {
  const program = process.argv[1];
  if (program === undefined || pathToFileURL(program).href !== moduleUrl) return;
  start(process.argv.slice(2)).catch((error: unknown) => {
    const body = errorBody(error, createLog({ name: 'start' }));
    process.stderr.write(`${JSON.stringify({ event: 'failed', ...body })}\n`);
    process.exit(1);
  });
}
