import { ActionIcon, SegmentedControl, Select, Skeleton, Tooltip } from '@mantine/core';
import { IconBinaryTree, IconSortAscending, IconSortDescending, IconX } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { type RuledColumn, ruleOf } from '../../../nodes/contract/meanings.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { type Sample, usualSampleRows } from '../../../nodes/contract/sample.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { showLineage } from '../../state/lineage.ts';
import { typeNames } from '../../ui/cell-text.ts';
import { formatMany } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import type { Question } from '../AskValue.tsx';
import type { Filter } from '../filters/filters.ts';
import { SampleChooser } from '../sample/SampleChooser.tsx';
import type { StepDraft } from '../step-actions.ts';
import { Distribution } from './Distribution.tsx';
import { Figures } from './Figures.tsx';
import styles from './panel.module.css';
import { Quality } from './Quality.tsx';
import { Suggestions } from './Suggestions.tsx';
import { Elements, Patterns, TopValues } from './Values.tsx';

export interface ColumnPanelProps {
  projectId: string;
  datasetId: string;
  column: RuledColumn;
  /** All columns, to go to another. */
  schema: Schema;
  /** The sample on show, which is looked into unless it is everything. */
  sample: Sample;
  /** The formula of the rows on show, which alone are looked into unless a person asks for all; empty when there is none. */
  filter: string;
  width: number;
  onColumn: (name: string) => void;
  onSort: (descending: boolean) => void;
  /** Shows only the rows that fit. */
  onFilter: (filter: Filter) => void;
  /** Adds a prepare step; absent where nothing can be changed. */
  onStep: ((step: StepDraft) => void) | undefined;
  onAsk: (question: Question) => void;
  onClose: () => void;
}

/** Quick, and enough for a first look. */
const usualSample: Sample = { kind: 'head', rows: usualSampleRows };

/** What is in one column: quality, what to mend, distribution, figures, values, shapes; each with what can be done about it. */
export function ColumnPanel(props: ColumnPanelProps) {
  const { projectId, datasetId, column, schema, width, onColumn, onSort, onClose } = props;
  const [own, setSample] = useState<Sample | null>(null);
  const [isUnfiltered, setIsUnfiltered] = useState(false);
  const filter = isUnfiltered ? '' : props.filter;
  // What passes a filter is counted over all rows, as the grid does.
  const usual = props.sample.kind === 'all' && filter === '' ? usualSample : props.sample;
  const sample = own ?? usual;
  const rule = ruleOf(column);
  const query = useCall(
    'datasets.stats',
    {
      params: { project: projectId, dataset: datasetId },
      body: { column: column.name, sample, ...(filter && { filter }) },
    },
    { placeholderData: keepPreviousData },
  );
  const stats = query.data?.columns[0];
  const isWhole = sample.kind !== 'all' && query.data?.sample === 'all rows';
  const over = query.data && !query.isPlaceholderData ? rowsWords(query.data, filter !== '') : '';
  const actions = { column, onFilter: props.onFilter, onStep: props.onStep, onAsk: props.onAsk };
  return (
    <aside className={styles.panel} style={{ width }} aria-label={`Column ${column.name}`}>
      <div className={styles.head}>
        <Select
          aria-label="Column"
          className={styles.name}
          variant="unstyled"
          searchable
          allowDeselect={false}
          data={schema.map(({ name }) => name)}
          value={column.name}
          onChange={(name) => (name ? onColumn(name) : undefined)}
          comboboxProps={{ width: 260, position: 'bottom-start' }}
        />
        <Tooltip label="Sort ascending">
          <ActionIcon aria-label="Sort ascending" onClick={() => onSort(false)}>
            <IconSortAscending size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Sort descending">
          <ActionIcon aria-label="Sort descending" onClick={() => onSort(true)}>
            <IconSortDescending size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Lineage: where it comes from, what depends on it">
          <ActionIcon
            aria-label="Lineage"
            onClick={() => showLineage(projectId, { node: datasetId, column: column.name })}
          >
            <IconBinaryTree size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={styles.body} data-busy={query.isFetching || undefined}>
        <div className={styles.kind}>
          <span>{typeNames[column.type]}</span>
          {rule ? <span data-meaning>{rule.label}</span> : null}
        </div>
        {column.comment ? <p className={styles.comment}>{column.comment}</p> : null}
        {props.filter ? (
          <div>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label="Which rows are looked into"
              data={[
                { value: 'filtered', label: 'Filtered' },
                { value: 'all', label: 'Without the filter' },
              ]}
              value={isUnfiltered ? 'all' : 'filtered'}
              onChange={(value) => setIsUnfiltered(value === 'all')}
            />
            <p className={styles.over}>{over ? `Of ${over}` : null}</p>
          </div>
        ) : null}
        {isWhole && filter === '' ? null : (
          <SampleChooser
            fullWidth
            sample={sample}
            schema={schema}
            words={query.data?.sample ?? null}
            onSample={setSample}
          />
        )}
        {query.error ? <ErrorNotice error={query.error} /> : null}
        {stats ? (
          <>
            <Quality stats={stats} onFilter={props.onFilter} />
            <Suggestions stats={stats} {...actions} />
            <Distribution stats={stats} onFilter={props.onFilter} />
            <TopValues key={JSON.stringify(sample)} stats={stats} {...actions} />
            <Elements stats={stats} onFilter={props.onFilter} />
            <Patterns stats={stats} />
            <Figures column={column} stats={stats} over={over} />
          </>
        ) : null}
        {!stats && !query.error ? <Skeleton h={320} /> : null}
      </div>
    </aside>
  );
}

/** Which rows the figures are of: `the 12 of all rows that pass the filter`. */
function rowsWords({ sample, columns }: RouteReply<'datasets.stats'>, isFiltered: boolean): string {
  if (!isFiltered) return sample;
  const rows = columns[0]?.rows ?? 0;
  const of = sample === 'all rows' ? '' : ` of the ${sample}`;
  return rows === 1
    ? `the 1 row${of} that passes the filter`
    : `the ${formatMany(rows, 'row')}${of} that pass the filter`;
}
