import { type Schema, temporalTypes } from '../../../../nodes/contract/schema.ts';
import type { AggregateSetting } from './parts/aggregates.ts';
import type { SortKey } from './parts/OrderList.tsx';

export interface Frame {
  unit?: 'rows' | 'range';
  preceding?: number | null;
  following?: number | null;
  in?: 'seconds' | 'minutes' | 'hours' | 'days';
  excludeCurrent?: boolean;
}

export interface WindowSetting {
  partitionBy?: string[];
  orderBy?: SortKey[];
  frame?: Frame;
  columns?: AggregateSetting[];
}

/** The frames that are told in words. `between` is every other one. */
export const frameKinds = [
  { value: 'whole', label: 'All rows of the group' },
  { value: 'so-far', label: 'All rows up to this one' },
  { value: 'last-rows', label: 'The last rows' },
  { value: 'last-time', label: 'The last days, hours …' },
  { value: 'next-rows', label: 'The next rows' },
  { value: 'next-time', label: 'The next days, hours …' },
  { value: 'between', label: 'From … to …' },
] as const;
export type FrameKind = (typeof frameKinds)[number]['value'];

/** Which of the frames in words a frame is. Without one the database takes the rows up to this one, or all without an order. */
export function frameKind({ frame, orderBy = [] }: WindowSetting): FrameKind {
  if (!frame) return orderBy.length > 0 ? 'so-far' : 'whole';
  const { unit = 'rows', preceding = null, following = 0 } = frame;
  const time = unit === 'range';
  if (preceding === null && following === null) return 'whole';
  if (preceding === null && following === 0) return 'so-far';
  if (preceding !== null && following === 0) return time ? 'last-time' : 'last-rows';
  if (preceding === 0 && following !== null) return time ? 'next-time' : 'next-rows';
  return 'between';
}

/** A frame of that kind; numbers and unit of the former one are kept where they fit. */
export function frameOfKind(kind: FrameKind, former: Frame = {}): Frame {
  const amount = former.preceding || former.following || 7;
  const { in: unit = 'days', excludeCurrent = false } = former;
  const common = { excludeCurrent };
  switch (kind) {
    case 'whole':
      return { unit: 'rows', preceding: null, following: null, ...common };
    case 'so-far':
      return { unit: 'rows', preceding: null, following: 0, ...common };
    case 'last-rows':
      return { unit: 'rows', preceding: amount, following: 0, ...common };
    case 'last-time':
      return { unit: 'range', in: unit, preceding: amount, following: 0, ...common };
    case 'next-rows':
      return { unit: 'rows', preceding: 0, following: amount, ...common };
    case 'next-time':
      return { unit: 'range', in: unit, preceding: 0, following: amount, ...common };
    default:
      return {
        unit: former.unit ?? 'rows',
        in: unit,
        preceding: former.preceding || amount,
        following: former.following || amount,
        ...common,
      };
  }
}

const plural = (amount: number, unit: string): string => `${amount} ${amount === 1 ? unit.replace(/s$/, '') : unit}`;

/** What a window looks at, as a sentence: `the last 30 days before this row, of the same card_id, in order of time`. */
export function windowWords(window: WindowSetting): string {
  const { partitionBy = [], orderBy = [], frame } = window;
  const kind = frameKind(window);
  const { unit = 'rows', preceding, following, excludeCurrent } = frame ?? {};
  const amount = (count: number | null | undefined) =>
    unit === 'range' ? plural(count ?? 0, frame?.in ?? 'seconds') : plural(count ?? 0, 'rows');
  const own = excludeCurrent ? ' before this row' : ' up to this row';
  const ahead = excludeCurrent ? ' after this row' : ' from this row on';
  const from = preceding === null || preceding === undefined ? 'the start' : `${amount(preceding)} before`;
  const to = following === null || following === undefined ? 'the end' : `${amount(following)} after`;
  const words: Record<FrameKind, string> = {
    whole: excludeCurrent ? 'all other rows' : 'all rows',
    'so-far': `all rows${own}`,
    'last-rows': `the last ${amount(preceding)}${own}`,
    'last-time': `the last ${amount(preceding)}${own}`,
    'next-rows': `the next ${amount(following)}${ahead}`,
    'next-time': `the next ${amount(following)}${ahead}`,
    between: `the rows from ${from} to ${to}${excludeCurrent ? ', without the row itself' : ''}`,
  };
  const same = partitionBy.length > 0 ? `, of the same ${partitionBy.join(' and ')}` : '';
  const order =
    orderBy.length > 0
      ? `, in order of ${orderBy.map(({ column, descending }) => `${column}${descending ? ' downwards' : ''}`).join(', ')}`
      : '';
  return `${words[kind]}${same}${order}`;
}

/** What a frame needs that is not there, in words. */
export function frameNeeds(window: WindowSetting, schema: Schema): string | undefined {
  const { frame, orderBy = [] } = window;
  const kind = frameKind(window);
  if (kind === 'whole') return undefined;
  if (orderBy.length === 0) return 'Choose in which order the rows come.';
  const type = schema.find(({ name }) => name === orderBy[0]?.column)?.type;
  if (frame?.unit === 'range' && (orderBy.length > 1 || (type && !temporalTypes.includes(type))))
    return 'For days and hours the rows come in order of exactly one date or time.';
  return undefined;
}

/** A first window: the likely time column gives the order. */
export function newWindow(schema: Schema): WindowSetting {
  const time = schema.find(({ type }) => temporalTypes.includes(type));
  const frame = time ? frameOfKind('last-time', { preceding: 30, in: 'days', excludeCurrent: true }) : undefined;
  return {
    partitionBy: [],
    orderBy: time ? [{ column: time.name, descending: false }] : [],
    ...(frame && { frame }),
    columns: [],
  };
}
