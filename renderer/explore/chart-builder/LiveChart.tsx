import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconDragDrop, IconHammer } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import {
  type Chart,
  type ChartFilter,
  type ChartReply,
  missingWell,
  unfitFields,
} from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import type { Pick } from '../../charts/picks.ts';
import { useCall, useCatalog } from '../../client/hooks.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './chart-builder.module.css';
import { unfitWords } from './field-words.ts';
import { questionOf } from './wells.ts';

interface LiveChartProps {
  projectId: string;
  chart: Chart;
  title: string;
  /** Columns of its dataset, when known. */
  schema: Schema | undefined;
  /** Filters with which the data are asked for. */
  filters: readonly ChartFilter[];
  /** Filters whose marks stand out; those asked with when absent. */
  shown?: readonly ChartFilter[];
  onPick?: ((picks: Pick[]) => void) | undefined;
  /** False while the dataset has no rows to ask for; undefined while that is not known. */
  built: boolean | undefined;
  /** What helps when the chart cannot be drawn or its data are missing. */
  remedy?: ReactNode;
}

const noChart = { chart: null as Chart | null, question: '', page: null as ChartReply | null };

/** Asking again does not help a chart that cannot be drawn. */
const isOwnFault = (code: string) => /^(CHART|FORMULA)_/.test(code);

/** The same column sorts the other way; another begins with the largest. */
const sortedBy = (chart: Chart, by: string): Chart['sort'] => ({
  by,
  descending: chart.sort?.by === by ? !chart.sort.descending : true,
});

/** A chart with its data. While others are asked for, the last picture stays; a change of looks asks for nothing. */
export function LiveChart(props: LiveChartProps) {
  const { projectId, chart: given, title, schema, filters, shown, onPick, built, remedy } = props;
  const { charts } = useCatalog();
  const [sort, setSort] = useState<Chart['sort']>();
  const chart = sort && given.kind === 'table' ? { ...given, sort } : given;
  const wells = charts.find(({ id }) => id === chart.kind)?.wells;
  const missing = wells ? missingWell(chart, wells) : undefined;
  const [unfit] = wells && schema ? unfitFields(chart, wells, schema) : [];
  const asked = questionOf(chart);
  const question = JSON.stringify(asked);
  const reply = useCall(
    'charts.query',
    { params: { project: projectId }, body: { chart: asked, filters: [...filters] } },
    { placeholderData: (old) => old, enabled: built === true && wells !== undefined && !missing && !unfit },
  );
  const last = useRef(noChart);
  if (reply.data && !reply.isPlaceholderData) last.current = { chart, question, page: reply.data };
  if (missing) {
    return (
      <EmptyState icon={IconDragDrop} title={`Drag a field into “${missing.label}”`} actions={remedy}>
        {missing.help}
      </EmptyState>
    );
  }
  if (unfit) {
    return (
      <EmptyState icon={IconAlertTriangle} title={`“${unfit.well.label}” takes numbers`} actions={remedy}>
        {unfitWords(unfit)}
      </EmptyState>
    );
  }
  if (built === false) {
    return (
      <EmptyState icon={IconHammer} title="Its data are not built yet" actions={remedy}>
        Building runs the flow up to the dataset of this chart.
      </EmptyState>
    );
  }
  if (reply.error && !reply.isFetching) {
    return (
      <div className={styles.failed}>
        <ErrorNotice error={reply.error} />
        <div className={styles.remedies}>
          {isOwnFault(reply.error.code) ? null : (
            <Button variant="default" size="compact-sm" onClick={() => void reply.refetch()}>
              Try again
            </Button>
          )}
          {remedy}
        </div>
      </div>
    );
  }
  const { page } = last.current;
  const drawn = last.current.question === question ? chart : last.current.chart;
  if (!page || !drawn) return <Skeleton h="100%" />;
  return (
    <div className={styles.live} data-asking={(reply.isFetching && last.current.question !== question) || undefined}>
      <ChartView
        chart={drawn}
        page={page}
        title={title}
        filters={shown ?? filters}
        onPick={onPick}
        onSort={chart.kind === 'table' ? (by) => setSort(sortedBy(chart, by)) : undefined}
      />
    </div>
  );
}
