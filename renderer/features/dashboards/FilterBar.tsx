import { ActionIcon, Button, MultiSelect, Popover, Select } from '@mantine/core';
import { IconFilter, IconFilterPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Column } from '../../../nodes/contract/schema.ts';
import { toText } from '../../charts/chart-data.ts';
import { useCall } from '../../client/hooks.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './dashboards.module.css';
import { type Filter, setFilter } from './filters.ts';

const EMPTY = '(empty)';
const MOST_VALUES = 200;

interface FilterBarProps {
  projectId: string;
  filters: Filter[];
  onFilters: (filters: Filter[]) => void;
  /** Columns that can be filtered by, with the dataset whose values are offered. */
  columns: readonly { dataset: string; column: Column }[];
  /** Right end. */
  children?: React.ReactNode;
}

/** What the dashboard is filtered by. */
export function FilterBar({ projectId, filters, onFilters, columns, children }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const chosen = columns.find(({ column }) => column.name === name);
  return (
    <div className={styles.filters}>
      <IconFilter size={14} stroke={1.7} color="var(--mr-dim)" aria-hidden />
      {filters.length === 0 ? (
        <span className={styles.dim}>All rows. Click a bar, slice or state to filter.</span>
      ) : null}
      {filters.map(({ column, values }) => (
        <span key={column} className={styles.chip}>
          <span>
            {column}: <b>{values.map((value) => value ?? EMPTY).join(', ')}</b>
          </span>
          <ActionIcon
            size={20}
            color="river"
            radius="xl"
            aria-label={`Remove the filter on ${column}`}
            onClick={() => onFilters(setFilter(filters, column, []))}
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      <Popover opened={open} onChange={setOpen} width={280} position="bottom-start" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconFilterPlus size={14} />}
            onClick={() => setOpen(!open)}
          >
            Add filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Select
            label="Column"
            searchable
            data={columns.map(({ column }) => column.name)}
            value={name}
            onChange={setName}
            comboboxProps={{ withinPortal: false }}
            placeholder="Choose a column"
            mb="sm"
          />
          {chosen ? (
            <ValuePicker
              projectId={projectId}
              dataset={chosen.dataset}
              column={chosen.column.name}
              values={filters.find(({ column }) => column === name)?.values ?? []}
              onValues={(values) => onFilters(setFilter(filters, chosen.column.name, values))}
            />
          ) : null}
        </Popover.Dropdown>
      </Popover>
      {filters.length > 1 ? (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onFilters([])}>
          Clear all
        </Button>
      ) : null}
      <span className={styles.grow} />
      {children}
    </div>
  );
}

interface ValuePickerProps {
  projectId: string;
  dataset: string;
  column: string;
  values: (string | null)[];
  onValues: (values: (string | null)[]) => void;
}

function ValuePicker({ projectId, dataset, column, values, onValues }: ValuePickerProps) {
  const reply = useCall('charts.query', {
    params: { project: projectId },
    body: {
      chart: {
        kind: 'bars',
        dataset,
        dimension: { column, bin: 'none' },
        measures: [{ aggregate: 'count', label: 'rows' }],
        sort: { by: 'rows', descending: true },
        limit: MOST_VALUES,
      },
    },
  });
  const names = (reply.data?.columns[0] ?? []).map((value) => toText(value) ?? EMPTY);
  const counts = new Map(names.map((value, row) => [value, Number(reply.data?.columns[1]?.[row] ?? 0)]));
  return (
    <MultiSelect
      label="Values"
      size="xs"
      searchable
      maxDropdownHeight={220}
      comboboxProps={{ withinPortal: false }}
      data={names}
      value={values.map((value) => value ?? EMPTY)}
      onChange={(next) => onValues(next.map((value) => (value === EMPTY ? null : value)))}
      placeholder={reply.isLoading ? 'Reading…' : 'Choose values'}
      error={reply.error?.message}
      renderOption={({ option }) => (
        <div style={{ display: 'flex', width: '100%', gap: 8 }}>
          <span style={{ flex: 1 }}>{option.label}</span>
          <span className={styles.dim}>{formatCount(counts.get(option.value))}</span>
        </div>
      )}
    />
  );
}
