import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'key',
  'privateKey',
  'credentials',
];
const redacted = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Keys and private keys that slipped into a text. */
const leaks: readonly [RegExp, string][] = [
  [/mr_[A-Za-z0-9_-]{43}/g, 'mr_[redacted]'],
  [/(Bearer|Basic) [A-Za-z0-9+/=_.-]{8,}/g, '$1 [redacted]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/g, '[redacted private key]'],
];

/** Hides API keys, bearer tokens and private keys in a text. */
export function redact(text: string): string {
  return leaks.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}

export interface LogOptions {
  /** Which program speaks: `design`, `automation`, … */
  name: string;
  level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** A file path, or where the lines go (default: standard error, so that standard output stays for results). */
  to?: string | DestinationStream;
}

/** JSON lines with time, level, name; members named like secrets and texts that look like keys never reach the output. */
export function createLog(options: LogOptions): Log {
  const target =
    typeof options.to === 'object'
      ? options.to
      : destination({ dest: options.to ?? 2, mkdir: true, sync: options.to === undefined });
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { name: options.name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
      hooks: { streamWrite: redact },
    },
    target,
  );
}
