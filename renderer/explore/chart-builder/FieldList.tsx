import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Well, wellTakes } from '../../../nodes/contract/project/index.ts';
import { type Column, isNumeric, isTemporal, type Schema } from '../../../nodes/contract/schema.ts';
import styles from './chart-builder.module.css';
import { type Drop, startDrag } from './drag.ts';
import { TypeMark } from './TypeMark.tsx';

interface FieldListProps {
  schema: Schema;
  wells: readonly Well[];
  used: ReadonlySet<string>;
  onDrop: (drop: Drop) => void;
  /** A click: into the well it most likely belongs. */
  onPut: (column: Column) => void;
}

const sorts: [label: string, fits: (column: Column) => boolean][] = [
  ['Dates', ({ type }) => isTemporal(type)],
  ['Categories', ({ type }) => !isTemporal(type) && !isNumeric(type)],
  ['Numbers', ({ type }) => isNumeric(type)],
];

/** The fields of the dataset: dragged into wells, clicked, or put there by a menu. */
export function FieldList({ schema, wells, used, onDrop, onPut }: FieldListProps) {
  const [query, setQuery] = useState('');
  const found = schema.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <section className={styles.fields} aria-label="Fields">
      <div className={styles.fieldsHead}>
        <TextInput
          aria-label="Search fields"
          placeholder={`Search ${schema.length} fields`}
          leftSection={<IconSearch size={13} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <div className={styles.fieldsBody}>
        {sorts.map(([label, fits]) => {
          const columns = found.filter(fits);
          if (columns.length === 0) return null;
          return (
            <div key={label}>
              <div className={styles.fieldSort}>{label}</div>
              {columns.map((column) => (
                <FieldRow key={column.name} {...{ column, wells, onDrop, onPut }} isUsed={used.has(column.name)} />
              ))}
            </div>
          );
        })}
        {found.length === 0 ? (
          <p className={styles.quiet}>
            {schema.length === 0 ? 'The dataset has no fields yet.' : 'No field has that name.'}
          </p>
        ) : null}
      </div>
    </section>
  );
}

interface FieldRowProps {
  column: Column;
  isUsed: boolean;
  wells: readonly Well[];
  onDrop: (drop: Drop) => void;
  onPut: (column: Column) => void;
}

function FieldRow({ column, isUsed, wells, onDrop, onPut }: FieldRowProps) {
  const { name, type } = column;
  return (
    <div className={styles.field} data-used={isUsed || undefined}>
      <UnstyledButton
        className={styles.fieldName}
        aria-label={`${name}, put into the chart`}
        title={`${name} (${type})`}
        onPointerDown={(event) => startDrag(event, { column, from: null, onDrop })}
        onClick={() => onPut(column)}
      >
        <TypeMark type={type} />
        <span>{name}</span>
      </UnstyledButton>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={20} className={styles.fieldMenu} aria-label={`Where to put ${name}`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Put into</Menu.Label>
          {wells
            .filter((well) => wellTakes(well, type))
            .map((well) => (
              <Menu.Item key={well.id} onClick={() => onDrop({ column, from: null, well: well.id })}>
                {well.label}
              </Menu.Item>
            ))}
          <Menu.Item onClick={() => onDrop({ column, from: null, well: 'filters' })}>Filters</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
