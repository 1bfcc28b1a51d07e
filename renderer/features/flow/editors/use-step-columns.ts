import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Recipe } from '../../../../nodes/contract/project/index.ts';
import { useCall } from '../../../client/hooks.ts';
import { useSettled } from '../../../client/use-settled.ts';
import type { FormSources } from '../../../forms/form-context.ts';
import { stepsOf } from './steps.ts';

/** What the form of the open step offers: the columns as the steps before it leave them. */
export function useStepColumns(
  projectId: string,
  recipe: Recipe,
  active: number | null,
  sources: FormSources,
): FormSources {
  const asked = useSettled({ recipe, active }, 250);
  const before = useCall(
    'flow.preview',
    { params: { project: projectId }, body: { recipe: asked.recipe, step: asked.active ?? 0, limit: 200 } },
    { enabled: (asked.active ?? 0) > 0, placeholderData: keepPreviousData },
  );
  const schema = (asked.active ?? 0) > 0 ? before.data?.page?.schema : undefined;
  return useMemo(() => {
    const { sample } = sources;
    const steps = stepsOf(asked.recipe.settings).slice(0, asked.active ?? 0);
    return { ...sources, ...(schema && { schemas: { '': schema } }), sample: sample && { ...sample, steps } };
  }, [schema, sources, asked]);
}
