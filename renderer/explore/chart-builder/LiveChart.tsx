import { Skeleton } from '@mantine/core';
import { IconDragDrop } from '@tabler/icons-react';
import { useRef } from 'react';
import { type Chart, type ChartFilter, type ChartReply, missingWell } from '../../../nodes/contract/project/index.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import type { Pick } from '../../charts/picks.ts';
import { useCall, useCatalog } from '../../client/hooks.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './chart-builder.module.css';
import { questionOf } from './wells.ts';

interface LiveChartProps {
  projectId: string;
  chart: Chart;
  title: string;
  /** Filters with which the data are asked for. */
  filters: readonly ChartFilter[];
  /** Filters whose marks stand out; those asked with when absent. */
  shown?: readonly ChartFilter[];
  onPick?: ((picks: Pick[]) => void) | undefined;
  /** False while the dataset has no rows to ask for. */
  built: boolean;
}

const noChart = { chart: null as Chart | null, question: '', page: null as ChartReply | null };

/** A chart with its data. While others are asked for, the last picture stays; a change of looks asks for nothing. */
export function LiveChart({ projectId, chart, title, filters, shown, onPick, built }: LiveChartProps) {
  const { charts } = useCatalog();
  const wells = charts.find(({ id }) => id === chart.kind)?.wells;
  const missing = wells ? missingWell(chart, wells) : undefined;
  const asked = questionOf(chart);
  const question = JSON.stringify(asked);
  const reply = useCall(
    'charts.query',
    { params: { project: projectId }, body: { chart: asked, filters: [...filters] } },
    { placeholderData: (old) => old, enabled: built && wells !== undefined && !missing },
  );
  const last = useRef(noChart);
  if (reply.data && !reply.isPlaceholderData) last.current = { chart, question, page: reply.data };
  if (missing) {
    return (
      <EmptyState icon={IconDragDrop} title={`Drag a field into “${missing.label}”`}>
        {missing.help}
      </EmptyState>
    );
  }
  if (!built) return <p className={styles.quiet}>Its data are not built yet.</p>;
  if (reply.error && !reply.isFetching) return <ErrorNotice error={reply.error} />;
  const { page } = last.current;
  const drawn = last.current.question === question ? chart : last.current.chart;
  if (!page || !drawn) return <Skeleton h="100%" />;
  return (
    <div className={styles.live} data-asking={(reply.isFetching && last.current.question !== question) || undefined}>
      <ChartView chart={drawn} page={page} title={title} filters={shown ?? filters} onPick={onPick} />
    </div>
  );
}
