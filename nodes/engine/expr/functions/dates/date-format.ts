import { checkedDays, civilFromDays, daysFromCivil, MICROS_PER_DAY, MICROS_PER_SECOND } from '../../../sql/temporal.ts';
import { dayOf, isoWeekday } from './parts.ts';

/** The `%` formats of dates: the part of strftime and strptime that means the same on both engines. */
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

interface Moment {
  days: number;
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micro: number;
}

function momentOf(micros: number): Moment {
  const days = dayOf(micros);
  const inDay = micros - days * MICROS_PER_DAY;
  const seconds = Math.floor(inDay / MICROS_PER_SECOND);
  return {
    days,
    ...civilFromDays(days),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micro: inDay - seconds * MICROS_PER_SECOND,
  };
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');
const twelve = (hour: number) => hour % 12 || 12;

const PRINTERS: Record<string, (at: Moment) => string> = {
  '%': () => '%',
  Y: (at) => pad(at.year, 4),
  y: (at) => pad(at.year % 100, 2),
  m: (at) => pad(at.month, 2),
  '-m': (at) => String(at.month),
  d: (at) => pad(at.day, 2),
  '-d': (at) => String(at.day),
  H: (at) => pad(at.hour, 2),
  '-H': (at) => String(at.hour),
  I: (at) => pad(twelve(at.hour), 2),
  '-I': (at) => String(twelve(at.hour)),
  M: (at) => pad(at.minute, 2),
  S: (at) => pad(at.second, 2),
  f: (at) => pad(at.micro, 6),
  p: (at) => (at.hour < 12 ? 'AM' : 'PM'),
  B: (at) => MONTHS[at.month - 1] ?? '',
  b: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  A: (at) => WEEKDAYS[isoWeekday(at.days) - 1] ?? '',
  a: (at) => (WEEKDAYS[isoWeekday(at.days) - 1] ?? '').slice(0, 3),
  j: (at) => pad(at.days - daysFromCivil(at.year, 1, 1) + 1, 3),
};

const DIRECTIVE = /%(-?[A-Za-z%])/g;

/** The directives of a format that are not supported; `parse` asks for reading. */
export function formatProblem(format: string, parse: boolean): string | undefined {
  const known: Record<string, unknown> = parse ? READERS : PRINTERS;
  for (const [, directive = ''] of format.matchAll(DIRECTIVE)) {
    if (!(directive in known)) return `%${directive} is not a known part of a date format`;
  }
  if (/%$/.test(format.replaceAll('%%', ''))) return 'the format ends with a single %';
  if (!parse) return undefined;
  const parts = new Set(Array.from(format.matchAll(DIRECTIVE), ([, directive]) => directive));
  const hasDate =
    (parts.has('Y') || parts.has('y')) && (parts.has('m') || parts.has('b') || parts.has('B')) && parts.has('d');
  return hasDate ? undefined : 'the format needs a year, a month and a day';
}

/** A function that prints timestamps in a format. */
export function datePrinter(format: string): (micros: number) => string {
  return (micros) => {
    const at = momentOf(micros);
    return format.replace(DIRECTIVE, (whole, directive: string) => PRINTERS[directive]?.(at) ?? whole);
  };
}

interface Reading {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micro: number;
  afternoon?: boolean;
  hour12?: boolean;
}

interface Reader {
  pattern: string;
  read: (text: string, into: Reading) => void;
}

const number = (key: Exclude<keyof Reading, 'afternoon' | 'hour12'>, pattern = '\\d{1,2}'): Reader => ({
  pattern,
  read: (text, into) => {
    into[key] = Number(text);
  },
});

const READERS: Record<string, Reader> = {
  '%': { pattern: '%', read: () => {} },
  Y: number('year', '\\d{1,4}'),
  y: {
    pattern: '\\d{1,2}',
    read: (text, into) => {
      into.year = Number(text) + (Number(text) < 69 ? 2000 : 1900);
    },
  },
  m: number('month'),
  d: number('day'),
  H: number('hour'),
  I: {
    pattern: '\\d{1,2}',
    read: (text, into) => {
      into.hour = Number(text);
      into.hour12 = true;
    },
  },
  M: number('minute'),
  S: number('second'),
  f: {
    pattern: '\\d{1,6}',
    read: (text, into) => {
      into.micro = Number(text.padEnd(6, '0'));
    },
  },
  p: {
    pattern: '[AaPp][Mm]',
    read: (text, into) => {
      into.afternoon = text.toLowerCase() === 'pm';
    },
  },
  b: { pattern: MONTHS.map((name) => name.slice(0, 3)).join('|'), read: (text, into) => readMonth(text, into) },
  B: { pattern: MONTHS.join('|'), read: (text, into) => readMonth(text, into) },
};

function readMonth(text: string, into: Reading): void {
  into.month = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
}

/** A function that reads timestamps in a format; null for other text and for days that do not exist. */
export function dateReader(format: string): (text: string) => number | null {
  const readers: Reader[] = [];
  const source = format
    .split(DIRECTIVE)
    .map((part, index) => {
      const reader = index % 2 === 1 ? READERS[part] : undefined;
      if (reader === undefined) return part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
      readers.push(reader);
      return `(${reader.pattern})`;
    })
    .join('');
  const expression = new RegExp(`^\\s*${source}\\s*$`, 'i');
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return null;
    const reading: Reading = { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, micro: 0 };
    for (const [index, reader] of readers.entries()) reader.read(match[index + 1] ?? '', reading);
    return microsOf(reading);
  };
}

function microsOf(at: Reading): number | null {
  const days = checkedDays(at.year, at.month, at.day);
  const hour = at.hour12 ? (at.hour % 12) + (at.afternoon ? 12 : 0) : at.hour;
  if (days === null || hour > 23 || at.minute > 59 || at.second > 59) return null;
  if (at.hour12 && (at.hour < 1 || at.hour > 12)) return null;
  return days * MICROS_PER_DAY + ((hour * 60 + at.minute) * 60 + at.second) * MICROS_PER_SECOND + at.micro;
}
