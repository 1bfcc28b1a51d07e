import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Recipe } from '../../../../nodes/contract/project/index.ts';
import { useCall } from '../../../client/hooks.ts';

interface Question {
  kind: string;
  settings: Record<string, unknown>;
  /** Datasets it reads. */
  inputs: readonly string[];
}

/**
 * Asks the data a question in the words of a recipe (distinct values, counts by class …) without running anything; null asks nothing.
 * On the same rows that a preview sees, or on all.
 */
export function useSampleRows(projectId: string, question: Question | null, sample: 'head' | 'all' = 'head') {
  const text = question ? JSON.stringify(question) : null;
  const [asked] = useDebouncedValue(text, 250);
  const recipe = useMemo((): Recipe => {
    const { kind = 'sync', settings = {}, inputs = [] } = asked ? (JSON.parse(asked) as Question) : {};
    return {
      id: 'question',
      name: 'Question',
      kind,
      version: 1,
      inputs: { input: [...inputs] },
      outputs: {},
      settings,
    };
  }, [asked]);
  return useCall(
    'flow.preview',
    { params: { project: projectId }, body: { recipe, limit: 1000, sample } },
    { enabled: asked !== null, gcTime: 60_000 },
  );
}
