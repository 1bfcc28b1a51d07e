import { Skeleton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ColumnImpact } from '../../nodes/contract/lineage.ts';
import { useCall, useProject } from '../client/hooks.ts';
import { canvas } from '../state/canvas.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice, Notice } from '../ui/Notice.tsx';
import { SectionLabel } from '../ui/Panel.tsx';
import styles from './lineage.module.css';
import { UseList } from './UseList.tsx';

interface ImpactViewProps {
  projectId: string;
  node: string;
  column: string;
}

const reveal = (id: string) => canvas()?.show(id);
const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What would happen without the column: tried out on the recipes, not guessed. */
export function ImpactView({ projectId, node, column }: ImpactViewProps) {
  const impact = useCall('lineage.impact', { params: { project: projectId, node }, query: { column } });
  if (impact.error) return <ErrorNotice error={impact.error} />;
  if (!impact.data) return <Skeleton h={200} />;
  return <Impact projectId={projectId} impact={impact.data} />;
}

function Impact({ projectId, impact }: { projectId: string; impact: ColumnImpact }) {
  const project = useProject(projectId).data?.project;
  const { broken, blocked, lost, retrained, uses } = impact;
  const nameOf = (id: string) => (project?.datasets[id] ?? project?.models[id])?.name ?? id;
  if (broken.length + lost.length + retrained.length + uses.length === 0)
    return (
      <EmptyState icon={IconCircleCheck} title="Nothing would break">
        No recipe, chart, rule or endpoint needs the column.
      </EmptyState>
    );
  return (
    <>
      {broken.length > 0 ? <SectionLabel>{many(broken.length, 'recipe')} would break</SectionLabel> : null}
      {broken.map(({ recipe, name, problem }) => (
        <button key={recipe} type="button" className={styles.broken} onClick={() => reveal(recipe)}>
          <Notice title={name}>{problem.message}</Notice>
        </button>
      ))}
      <Chips title={`${many(blocked.length, 'result')} could not be made`} ids={blocked} nameOf={nameOf} />
      {lost.length > 0 ? <SectionLabel>{many(lost.length, 'dataset')} would lose columns</SectionLabel> : null}
      {lost.map(({ dataset, name, columns }) => (
        <div key={dataset} className={styles.lost}>
          <button type="button" className={styles.chip} onClick={() => reveal(dataset)}>
            {name}
          </button>
          <span className={styles.quiet}>{columns.join(', ')}</span>
        </div>
      ))}
      <Chips title={`${many(retrained.length, 'model')} would be trained without it`} ids={retrained} nameOf={nameOf} />
      {uses.length > 0 ? (
        <>
          <SectionLabel>Left without their data</SectionLabel>
          <UseList projectId={projectId} uses={uses} />
        </>
      ) : null}
    </>
  );
}

interface ChipsProps {
  title: string;
  ids: readonly string[];
  nameOf: (id: string) => string;
}

function Chips({ title, ids, nameOf }: ChipsProps) {
  if (ids.length === 0) return null;
  return (
    <>
      <SectionLabel>{title}</SectionLabel>
      <div className={styles.chips}>
        {ids.map((id) => (
          <button key={id} type="button" className={styles.chip} onClick={() => reveal(id)}>
            {nameOf(id)}
          </button>
        ))}
      </div>
    </>
  );
}
