import { z } from 'zod';
import type { FormField } from '../../contract/catalog.ts';
import type { Verdict } from './rule-kind.ts';

const Bounds = z.object({ min: z.number().optional(), max: z.number().optional() });

/** Limits of an observed number: outside the soft ones is a WARNING, outside the hard ones an ERROR. */
export const limitFields = { hard: Bounds.default({}), soft: Bounds.default({}) };

export const limitForm: readonly FormField[] = [
  { key: 'hard.min', label: 'Error below', widget: 'number', help: 'The rule fails when the value is smaller.' },
  { key: 'hard.max', label: 'Error above', widget: 'number', help: 'The rule fails when the value is larger.' },
  { key: 'soft.min', label: 'Warning below', widget: 'number', help: 'The rule warns when the value is smaller.' },
  { key: 'soft.max', label: 'Warning above', widget: 'number', help: 'The rule warns when the value is larger.' },
];

interface Limits {
  hard: z.infer<typeof Bounds>;
  soft: z.infer<typeof Bounds>;
}

/** Judges a number by its limits; `what` names it in the message. */
export function judgeNumber(what: string, value: number | string | null, limits: Limits): Verdict {
  if (value === null) return { status: 'EMPTY', observed: null, message: `${what} has no value` };
  const observed = typeof value === 'number' ? value : Number(value);
  const hard = breach(observed, limits.hard);
  if (hard) return { status: 'ERROR', observed, message: `${what} is ${show(observed)}, ${hard}` };
  const soft = breach(observed, limits.soft);
  if (soft) return { status: 'WARNING', observed, message: `${what} is ${show(observed)}, ${soft}` };
  return { status: 'OK', observed, message: `${what} is ${show(observed)}` };
}

function breach(value: number, { min, max }: z.infer<typeof Bounds>): string | undefined {
  if (Number.isNaN(value)) return 'not a number';
  if (min !== undefined && value < min) return `below ${show(min)}`;
  if (max !== undefined && value > max) return `above ${show(max)}`;
  return undefined;
}

/** How many rows may break a rule about rows: as a share from 0 to 1. */
export const toleranceFields = {
  errorAbove: z.number().min(0).max(1).default(0),
  warnAbove: z.number().min(0).max(1).default(0),
};

export const toleranceForm: readonly FormField[] = [
  {
    key: 'errorAbove',
    label: 'Error above this share of rows',
    widget: 'number',
    help: '0: a single row is an error; 0.01: up to 1 % may fail.',
  },
  { key: 'warnAbove', label: 'Warning above this share of rows', widget: 'number' },
];

/** Judges the rows that fail by the tolerated shares; `what` completes “n rows …”. */
export function judgeRows(
  what: string,
  counts: { failed: number; rows: number },
  tolerance: { errorAbove: number; warnAbove: number },
): Verdict {
  const { failed, rows } = counts;
  const observed = failed;
  if (rows === 0) return { status: 'EMPTY', observed: null, message: 'The dataset has no rows', failedRows: 0 };
  const share = failed / rows;
  const status =
    failed === 0 ? 'OK' : share > tolerance.errorAbove ? 'ERROR' : share > tolerance.warnAbove ? 'WARNING' : 'OK';
  const message =
    failed === 0
      ? `All ${show(rows)} rows hold`
      : `${show(failed)} of ${show(rows)} rows ${what} (${(share * 100).toPrecision(2)} %)`;
  return { status, observed, message, failedRows: failed };
}

/** A number as people read it. */
export function show(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 7 });
}
