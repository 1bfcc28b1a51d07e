import type { z } from 'zod';
import type { StatisticsReply, StatisticsRequest } from '../contract/statistics.ts';
import { KeptReplies } from './kept-replies.ts';
import type { Workspace } from './workspace/types.ts';

const kept = new KeptReplies<StatisticsReply>({ most: 100, isSmall: () => true });

/**
 * What a statistics card finds in the rows of a dataset, built or read from files. The same question about the same rows is answered
 * from memory. DATA_NOT_BUILT, STATISTICS_*.
 */
export async function statisticsOf(
  workspace: Workspace,
  { dataset, request, signal }: { dataset: string; request: z.output<typeof StatisticsRequest>; signal: AbortSignal },
): Promise<StatisticsReply> {
  const { key, sql } = await workspace.relation(dataset);
  const question = JSON.stringify([dataset, key, sql, request]);
  return kept.get(workspace, question, () => workspace.statistics(dataset, request, signal));
}
