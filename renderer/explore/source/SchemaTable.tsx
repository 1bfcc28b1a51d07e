import { Select, TextInput } from '@mantine/core';
import { meaningRules, ownMeaningId, ruleOfMeaning, ruleOfOwn } from '../../../nodes/contract/meanings.ts';
import type { OwnMeanings } from '../../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import {
  type Column,
  type ColumnMeaning,
  type DataType,
  dataTypes,
  meanings,
  type Schema,
} from '../../../nodes/contract/schema.ts';
import { openMeanings, useOwnMeanings } from '../../state/meanings.ts';
import { typeNames } from '../../ui/cell-text.ts';
import { formatCount } from '../../ui/format.ts';
import { tableClass } from '../../ui/table.ts';
import styles from './source.module.css';

export type TypesCheck = RouteReply<'projects.checkTypes'>;

interface SchemaTableProps {
  schema: Schema;
  onChange: (schema: Schema) => void;
  /** Types are part of how files are read; of a built dataset they are what its recipe makes. */
  canRetype: boolean;
  /** Columns without names in the file may be named. */
  canRename: boolean;
  readOnly: boolean;
  check?: TypesCheck | undefined;
}

const types = dataTypes.filter((type) => type !== 'geopoint').map((type) => ({ value: type, label: typeNames[type] }));

/** Asks for the place where the project's own meanings are defined. */
const DEFINE = '+';

interface MeaningChoices {
  group: string;
  items: { value: string; label: string }[];
}

/** Meanings that a type can carry: the built-in ones, those of the project, and one to be defined. */
function meaningsOf(type: DataType, own: OwnMeanings, canDefine: boolean): MeaningChoices[] {
  const builtIn = meanings
    .filter((meaning) => meaningRules[meaning].types.includes(type))
    .map((meaning) => ({ value: meaning, label: meaningRules[meaning].label }));
  const defined = Object.values(own)
    .filter((meaning) => ruleOfOwn(meaning).types.includes(type))
    .map(({ id, name }) => ({ value: ownMeaningId(id), label: name }));
  const define = canDefine ? [{ value: DEFINE, label: 'Define a meaning…' }] : [];
  return [
    { group: 'Built in', items: builtIn },
    { group: 'Of this project', items: [...defined, ...define] },
  ].filter(({ items }) => items.length > 0);
}

/** A meaning that the type cannot carry goes. */
function retyped(column: Column, type: DataType, own: OwnMeanings): Column {
  const { meaning, ...rest } = column;
  return meaning && ruleOfMeaning(meaning, own)?.types.includes(type) ? { ...column, type } : { ...rest, type };
}

/** Columns with type, meaning and comment, to change. */
export function SchemaTable({ schema, onChange, canRetype, canRename, readOnly, check }: SchemaTableProps) {
  const set = (index: number, column: Column) => onChange(schema.with(index, column));
  const own = useOwnMeanings();
  const found = new Map(check?.columns.map((one) => [one.name, one]));
  return (
    <table className={`${tableClass} ${styles.schema}`}>
      <thead>
        <tr>
          <th data-numeric>#</th>
          <th>Name</th>
          <th>Type</th>
          <th>Meaning</th>
          <th>Comment</th>
          {check ? <th>Against the data</th> : null}
        </tr>
      </thead>
      <tbody>
        {schema.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column keeps its place while its name is typed
          <tr key={index}>
            <td data-numeric className={styles.number}>
              {index + 1}
            </td>
            <td>
              {canRename && !readOnly ? (
                <TextInput
                  aria-label={`Name of column ${index + 1}`}
                  size="xs"
                  value={column.name}
                  onChange={(event) => set(index, { ...column, name: event.currentTarget.value })}
                />
              ) : (
                <span className={styles.columnName}>{column.name}</span>
              )}
            </td>
            <td>
              {canRetype && !readOnly ? (
                <Select
                  aria-label={`Type of ${column.name}`}
                  size="xs"
                  allowDeselect={false}
                  data={types}
                  value={column.type}
                  onChange={(type) => (type ? set(index, retyped(column, type as DataType, own)) : undefined)}
                />
              ) : (
                typeNames[column.type]
              )}
            </td>
            <td>
              <Select
                aria-label={`Meaning of ${column.name}`}
                size="xs"
                placeholder="nothing in particular"
                clearable
                disabled={readOnly}
                data={meaningsOf(column.type, own, !readOnly)}
                searchable
                nothingFoundMessage="No such meaning"
                value={column.meaning ?? null}
                onChange={(meaning) => {
                  if (meaning === DEFINE) return openMeanings();
                  const { meaning: _, ...rest } = column;
                  set(index, meaning ? { ...rest, meaning: meaning as ColumnMeaning } : rest);
                }}
              />
            </td>
            <td>
              <TextInput
                aria-label={`Comment on ${column.name}`}
                size="xs"
                placeholder="what readers should know"
                disabled={readOnly}
                value={column.comment ?? ''}
                onChange={(event) => set(index, { ...column, comment: event.currentTarget.value })}
              />
            </td>
            {check ? <CheckCell found={found.get(column.name)} /> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CheckCell({ found }: { found: TypesCheck['columns'][number] | undefined }) {
  if (!found) return <td>–</td>;
  if (found.cells === 0) return <td className={styles.fits}>All fit</td>;
  return (
    <td className={styles.misfits}>
      {formatCount(found.cells)} {found.cells === 1 ? 'cell does' : 'cells do'} not fit:{' '}
      <code>{found.examples.join(' · ')}</code>
    </td>
  );
}
