import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ChartBin, ChartFilter } from '../../../nodes/contract/project/index.ts';
import { type Column, isTemporal } from '../../../nodes/contract/schema.ts';
import { toText } from '../../charts/chart-data.ts';
import { EMPTY, groupLabel } from '../../charts/group-label.ts';
import { useCall } from '../../client/hooks.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './chart-builder.module.css';

const MOST_VALUES = 200;
const PAUSE = 250;

interface ValuePickerProps {
  projectId: string;
  dataset: string;
  column: Column;
  filter: ChartFilter;
  onChange: (filter: ChartFilter) => void;
}

/** The most frequent values of a column with how many rows have them; of texts those that have what is searched for. */
function useValues({ projectId, dataset, column }: ValuePickerProps, bin: ChartBin, search: string) {
  const [part] = useDebouncedValue(column.type === 'string' ? search.trim() : '', PAUSE);
  const isDate = isTemporal(column.type);
  const reply = useCall(
    'charts.query',
    {
      params: { project: projectId },
      body: {
        chart: {
          kind: 'bars',
          dataset,
          dimension: { column: column.name, bin },
          measures: [{ aggregate: 'count', label: 'rows' }],
          order: { by: isDate ? 'group' : 'figure', descending: true },
          limit: MOST_VALUES,
          ...(part ? { where: [{ column: column.name, contains: part }] } : {}),
        },
      },
    },
    { placeholderData: (old) => old },
  );
  const names = (reply.data?.columns[0] ?? []).map((value) => toText(value) ?? EMPTY);
  const counts = new Map(names.map((value, row) => [value, Number(reply.data?.columns[1]?.[row] ?? 0)]));
  return { reply, names, counts };
}

/** Values to choose from, the most frequent first; more are found by typing. */
export function ValuePicker(props: ValuePickerProps) {
  const { column, filter, onChange } = props;
  const [search, setSearch] = useState('');
  const isDate = isTemporal(column.type);
  const bin = filter.bin ?? (isDate ? 'day' : 'none');
  const cut = { bin, width: filter.width };
  const { reply, names, counts } = useValues(props, bin, search);
  const values = (filter.values ?? []).map((value) => value ?? EMPTY);
  const isCut = names.length >= MOST_VALUES;
  return (
    <MultiSelect
      label={`Values of ${column.name}`}
      description={isCut ? `The ${MOST_VALUES} most frequent; type to find others` : undefined}
      size="xs"
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      maxDropdownHeight={220}
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={reply.isFetching ? 'Reading…' : 'No value has that text'}
      data={[...new Set([...values, ...names])].map((value) => ({
        value,
        label: value === EMPTY ? EMPTY : groupLabel(value, column, cut),
      }))}
      value={values}
      onChange={(next) =>
        onChange({
          ...filter,
          column: column.name,
          ...(bin === 'none' ? {} : { bin }),
          values: next.map((value) => (value === EMPTY ? null : value)),
        })
      }
      placeholder={reply.isLoading ? 'Reading…' : values.length > 0 ? '' : 'All values'}
      error={reply.error?.message}
      renderOption={({ option }) => (
        <div style={{ display: 'flex', width: '100%', gap: 8 }}>
          <span style={{ flex: 1, overflowWrap: 'anywhere' }}>{option.label}</span>
          <span className={styles.dim}>{formatCount(counts.get(option.value))}</span>
        </div>
      )}
    />
  );
}
