import { SegmentedControl } from '@mantine/core';
import type { Problem } from '../../../../../nodes/base/problem.ts';
import { type Schema, temporalTypes } from '../../../../../nodes/contract/schema.ts';
import { isNumber } from '../../../../ui/cell-text.ts';
import { ColumnSelect } from './ColumnSelect.tsx';
import { PickColumns } from './PickColumns.tsx';
import styles from './parts.module.css';
import { problemAt } from './problem-at.ts';
import { Sortable } from './Sortable.tsx';

export interface SortKey {
  column: string;
  descending?: boolean;
}

interface OrderListProps {
  schema: Schema;
  value: readonly SortKey[];
  /** How new keys sort. */
  descending?: boolean;
  problems: readonly Problem[];
  /** Path of the list in the settings. */
  path: string;
  onChange: (keys: SortKey[]) => void;
}

/** What going up and down means for a type. */
function directions(schema: Schema, column: string): [up: string, down: string] {
  const type = schema.find(({ name }) => name === column)?.type;
  if (type && temporalTypes.includes(type)) return ['Oldest first', 'Newest first'];
  if (type && isNumber(type)) return ['Smallest first', 'Largest first'];
  return ['A to Z', 'Z to A'];
}

/** Sort keys, the first one counts most. */
export function OrderList({ schema, value, descending = false, problems, path, onChange }: OrderListProps) {
  return (
    <>
      <Sortable items={value} noun="sort key" onChange={onChange}>
        {(key, at, replace) => {
          const [up, down] = directions(schema, key.column);
          return (
            <div className={styles.cells} style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}>
              <ColumnSelect
                schema={schema}
                value={key.column}
                label={`Sort key ${at + 1}`}
                error={problemAt(problems, `${path}.${at}`)}
                onChange={(column) => replace({ ...key, column: column ?? '' })}
              />
              <SegmentedControl
                size="xs"
                aria-label={`Direction of sort key ${at + 1}`}
                value={key.descending ? 'down' : 'up'}
                data={[
                  { value: 'up', label: up },
                  { value: 'down', label: down },
                ]}
                onChange={(direction) => replace({ ...key, descending: direction === 'down' })}
              />
            </div>
          );
        }}
      </Sortable>
      <div className={styles.chips}>
        <PickColumns
          schema={schema}
          taken={value.map(({ column }) => column)}
          label={value.length > 0 ? 'Then by' : 'Sort by'}
          onPick={(names) => onChange([...value, ...names.map((column) => ({ column, descending }))])}
        />
      </div>
    </>
  );
}
