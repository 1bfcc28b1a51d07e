import { parseArgs } from 'node:util';
import { fail } from '../contract/errors/index.ts';
import type { NodeKind } from '../contract/routes/index.ts';
import { type AddressGuard, createAddressGuard } from '../platform/address-guard.ts';
import { memoryBudget } from '../platform/memory.ts';
import { defaultDataFolder } from '../platform/paths.ts';

/** What a node is started with. */
export interface NodeConfig {
  data: string;
  /** 0: any free port. */
  port: number;
  host: string;
  /** On this machine only, without TLS, for the person at it. */
  desktop: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Bytes for the data of a project that is open: of nodes that build. */
  memoryBytes: number;
  /** Where scenarios may send messages. */
  webhooks: AddressGuard;
}

export interface StartOptions {
  /** Prints no ready line and does not listen to signals: the caller does. */
  quiet?: boolean;
}

export const defaultPorts: Readonly<Record<NodeKind, number>> = {
  design: 4700,
  deployer: 4710,
  automation: 4720,
  api: 4730,
};

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  desktop: { type: 'boolean' },
  'log-level': { type: 'string' },
  memory: { type: 'string' },
  'allow-webhooks': { type: 'string' },
} as const;

/** `--data DIR --port N --host H [--desktop] [--log-level L] [--memory 6GB] [--allow-webhooks HOST,…]` and what `more` adds. INPUT_INVALID naming the argument. */
export function parseNodeArgs(kind: NodeKind, argv: readonly string[]): NodeConfig;
export function parseNodeArgs<M extends string>(
  kind: NodeKind,
  argv: readonly string[],
  more: readonly M[],
): NodeConfig & { more: Partial<Record<M, string>> };
export function parseNodeArgs(kind: NodeKind, argv: readonly string[], more: readonly string[] = []) {
  const extra = Object.fromEntries(more.map((name) => [name, { type: 'string' as const }]));
  const values = parse(argv, { ...options, ...extra }) as Record<string, string | boolean | undefined>;
  const text = (name: string) => values[name] as string | undefined;
  const level = logLevels.find((one) => one === (text('log-level') ?? 'info'));
  if (!level) throw fail('INPUT_INVALID', { where: '--log-level', problem: `use one of ${logLevels.join(', ')}` });
  return {
    data: text('data') ?? defaultDataFolder(kind),
    port: wholeNumber('--port', text('port') ?? String(defaultPorts[kind]), 65_535),
    host: text('host') ?? '127.0.0.1',
    desktop: values.desktop === true,
    logLevel: level,
    memoryBytes: memoryBudget(text('memory')),
    webhooks: createAddressGuard(namesOf(text('allow-webhooks'))),
    more: Object.fromEntries(more.map((name) => [name, text(name)])),
  };
}

/** The parts of a list like `a, b`. */
function namesOf(list = ''): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function parse(argv: readonly string[], known: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args: [...argv], options: known, strict: true }).values;
  } catch (error) {
    throw fail('INPUT_INVALID', {
      where: 'arguments',
      problem: error instanceof Error ? error.message : String(error),
    });
  }
}

/** A whole number from 0 to `most`. INPUT_INVALID. */
export function wholeNumber(where: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw fail('INPUT_INVALID', { where, problem: `a whole number from 0 to ${most} is needed, not “${text}”` });
}
