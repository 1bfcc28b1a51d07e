import type { ChartReply } from '../../nodes/contract/project/index.ts';

/** What the reader should know of the data: which rows are shown if not all are, and what the figures leave out. */
export const pageNotes = ({ sample, notes }: Pick<ChartReply, 'sample' | 'notes'>): string[] => [
  ...(sample && sample !== 'all rows' ? [sample] : []),
  ...notes,
];
