import { ActionIcon, SegmentedControl, Select, Skeleton, Switch } from '@mantine/core';
import { IconBinaryTree, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ColumnLineage, LineageUse } from '../../nodes/contract/lineage.ts';
import { useFlow } from '../client/hooks.ts';
import { canvas } from '../state/canvas.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';
import { SectionLabel } from '../ui/Panel.tsx';
import { ImpactView } from './ImpactView.tsx';
import styles from './lineage.module.css';
import { OriginCard, StopCard } from './StopCard.tsx';
import { originWords, stopsOf } from './stops.ts';
import { UseList } from './UseList.tsx';
import { useAskedLineage } from './use-asked-lineage.ts';

type Side = 'from' | 'into' | 'without';

/** Beside the canvas: where a column comes from, what is made of it, what would break without it. */
export function LineagePanel({ projectId }: { projectId: string }) {
  const { asked, withRows, isOfRows, set, lineage } = useAskedLineage(projectId);
  const [side, setSide] = useState<Side>('from');
  useOriginInView(asked?.node ?? null);
  if (!asked) return null;
  return (
    <aside className={styles.panel} aria-label="Lineage">
      <PanelHead projectId={projectId} />
      <div className={styles.sides}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Direction"
          data={[
            { value: 'from', label: 'Comes from' },
            { value: 'into', label: 'Goes into' },
            ...(asked.column ? [{ value: 'without', label: 'If removed' }] : []),
          ]}
          value={asked.column ? side : side === 'without' ? 'from' : side}
          onChange={(value) => setSide(value as Side)}
        />
        {isOfRows || (side === 'without' && asked.column) ? null : (
          <Switch
            size="xs"
            label="Also what decides which rows there are"
            checked={withRows}
            onChange={(event) => set({ withRows: event.currentTarget.checked })}
          />
        )}
      </div>
      <div className={styles.body}>
        {lineage.error ? <ErrorNotice error={lineage.error} /> : null}
        {lineage.isPending ? <Skeleton h={280} /> : null}
        {side === 'without' && asked.column ? (
          <ImpactView projectId={projectId} node={asked.node} column={asked.column} />
        ) : lineage.data ? (
          <Direction projectId={projectId} lineage={lineage.data} side={side} withRows={withRows} />
        ) : null}
      </div>
    </aside>
  );
}

const PANEL_OPENS_MS = 120;

/** The panel takes part of the canvas: the dataset that is asked about stays in sight. */
function useOriginInView(node: string | null): void {
  useEffect(() => {
    if (node === null) return;
    const timer = window.setTimeout(() => canvas()?.show(node), PANEL_OPENS_MS);
    return () => window.clearTimeout(timer);
  }, [node]);
}

/** Which column of which dataset; another one can be chosen. */
function PanelHead({ projectId }: { projectId: string }) {
  const { asked, set, lineage } = useAskedLineage(projectId);
  const flow = useFlow(projectId).data;
  const schema = flow?.nodes.find(({ id }) => id === asked?.node)?.schema ?? [];
  const origin = lineage.data?.origin;
  if (!asked) return null;
  return (
    <header className={styles.head}>
      <IconBinaryTree size={16} stroke={1.7} aria-hidden />
      <div className={styles.asked}>
        <span className={styles.dataset}>{origin?.name ?? asked.node}</span>
        {origin?.type === 'model' ? (
          <span className={styles.model}>the model</span>
        ) : (
          <Select
            aria-label="Column"
            variant="unstyled"
            size="xs"
            searchable
            allowDeselect={false}
            data={[
              { value: '*', label: 'which rows it has' },
              ...schema.map(({ name }) => ({ value: name, label: name })),
            ]}
            value={asked.column ?? '*'}
            onChange={(value) => set({ asked: { node: asked.node, column: value === '*' ? null : value } })}
            comboboxProps={{ width: 260, position: 'bottom-start' }}
          />
        )}
      </div>
      <ActionIcon aria-label="Close the lineage" onClick={() => set({ asked: null })}>
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
    </header>
  );
}

interface DirectionProps {
  projectId: string;
  lineage: ColumnLineage;
  side: Side;
  withRows: boolean;
}

function Direction({ projectId, lineage, side, withRows }: DirectionProps) {
  const { origin, upstream, downstream, uses } = lineage;
  const stops = stopsOf(side === 'from' ? upstream : downstream, withRows);
  const shown: LineageUse[] = uses.filter(({ influence }) => withRows || influence === 'value');
  return (
    <>
      {side === 'from' ? <OriginCard origin={origin} projectId={projectId} /> : null}
      <ol className={styles.stops}>
        {stops.map((stop) => (
          <StopCard key={stop.node} stop={stop} side={side} projectId={projectId} />
        ))}
      </ol>
      {stops.length === 0 && side === 'from' ? <div className={styles.quiet}>{originWords(lineage)}</div> : null}
      {side === 'into' && shown.length > 0 ? (
        <>
          <SectionLabel>Looked at by</SectionLabel>
          <UseList projectId={projectId} uses={shown} />
        </>
      ) : null}
      {side === 'into' && stops.length + shown.length === 0 ? (
        <EmptyState icon={IconBinaryTree} title="Nothing uses it">
          {uses.length + downstream.length > 0
            ? 'It goes into no other value. It has a part in which rows there are: switch that on above.'
            : 'No recipe, chart, rule or endpoint looks at it.'}
        </EmptyState>
      ) : null}
    </>
  );
}
