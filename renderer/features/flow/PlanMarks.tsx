import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BuildPlan } from '../../../nodes/contract/flow.ts';
import { useCall } from '../../client/hooks.ts';
import { useRunPlan } from '../../state/run-plan.ts';

const nothing = { targets: [], mode: 'required' as const, variables: {} };

/** Shows on the canvas what the plan beside it would run. A style sheet, so that no node is drawn anew. */
export function PlanMarks({ projectId }: { projectId: string }) {
  const { asked, pointed } = useRunPlan();
  const plan = useCall(
    'flow.plan',
    { params: { project: projectId }, body: asked ?? nothing },
    { enabled: asked !== null, placeholderData: keepPreviousData, staleTime: 0 },
  ).data;
  const css = useMemo(() => (asked && plan ? styleOf(plan, pointed) : null), [asked, plan, pointed]);
  return css ? <style>{css}</style> : null;
}

const nodeOf = (id: string) => `[data-scope="canvas"] [data-node="${id}"]`;
const ring = (width: number, colour: string) => `border-radius: 28px; box-shadow: 0 0 0 ${width}px ${colour};`;

function styleOf({ activities }: BuildPlan, pointed: string | null): string {
  const runs = activities.map(({ recipe }) => nodeOf(recipe));
  const soft = 'color-mix(in srgb, var(--mr-accent) 35%, transparent)';
  const rules = runs.length > 0 ? [`${runs.join(',')} { ${ring(4, soft)} }`] : [];
  if (pointed) rules.push(`${nodeOf(pointed)} { ${ring(6, 'var(--mr-accent)')} }`);
  return rules.join('\n');
}
