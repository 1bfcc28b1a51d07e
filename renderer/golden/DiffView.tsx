import { Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { GoldenDiff } from '../../nodes/contract/golden.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import { cellText, isNumber } from '../ui/cell-text.ts';
import { formatCount, formatMany } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { StatusIcon } from '../ui/StatusBadge.tsx';
import { GoldenGrid } from './GoldenGrid.tsx';
import styles from './golden.module.css';

interface DiffViewProps {
  diff: GoldenDiff;
  name: string;
}

/** Rows of a result that are seen at least without scrolling. */
const rowsShown = 10;

/** How rows differ from what was expected: changed cells with both values, missing rows, rows too many. Where none does, the first rows. */
export function DiffView({ diff, name }: DiffViewProps) {
  const [onlyChanged, setOnlyChanged] = useState(true);
  const { counts, changed, ok, schema, ignored } = diff;
  const differing = counts.changed + counts.missing + counts.extra;
  const columns = onlyChanged ? tellingColumns(diff) : schema;
  const hidden = schema.length - columns.length;
  return (
    <section className={styles.diff} aria-label={differing === 0 ? `Result for ${name}` : `Differences of ${name}`}>
      <header className={styles.diffHead}>
        <StatusIcon tone={ok ? 'done' : 'failed'} size={14} />
        <b>{name}</b>
        <Count tone="done" count={diff.sameRows} word="as expected" />
        <Count tone="changed" count={counts.changed} word="changed" />
        <Count tone="missing" count={counts.missing} word="missing" />
        <Count tone="extra" count={counts.extra} word="too many" />
        <span className={styles.quiet}>
          {formatMany(schema.length, 'column')} compared
          {ignored.length > 0 ? `, ${ignored.join(', ')} left out` : ''}
          {diff.ordered ? ', in their order' : ''}
        </span>
        <span style={{ flex: 1 }} />
        {counts.changed > 0 && (hidden > 0 || !onlyChanged) ? (
          <Switch
            size="xs"
            label="Only columns that differ"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
          />
        ) : null}
      </header>
      <Columns diff={diff} />
      {differing > 0 ? <DiffTable diff={diff} columns={columns} /> : <FirstRows diff={diff} name={name} />}
      {counts.changed > changed.length || counts.missing > diff.missing.length || counts.extra > diff.extra.length ? (
        <div className={styles.quiet}>The first {formatCount(changed.length || 100)} of each are shown.</div>
      ) : null}
    </section>
  );
}

/** A result as expected, as the part made it. */
function FirstRows({ diff: { first, schema, rowsActual }, name }: DiffViewProps) {
  const table = useMemo(() => ({ schema, rows: first }), [schema, first]);
  const gridHeight = (most = first.length) => Math.min(first.length, most) * 28 + 48;
  if (first.length === 0) return <div className={styles.quiet}>No rows came out, as expected.</div>;
  return (
    <>
      <div className={styles.firstRows} style={{ minHeight: gridHeight(rowsShown), maxHeight: gridHeight() }}>
        <GoldenGrid label={`First rows of ${name}`} table={table} />
      </div>
      {rowsActual > first.length ? (
        <div className={styles.quiet}>
          The first {first.length} of {formatMany(rowsActual, 'row')}.
        </div>
      ) : null}
    </>
  );
}

function Count({ tone, count, word }: { tone: string; count: number; word: string }) {
  if (count === 0) return null;
  return (
    <span className={styles.count} data-tone={tone}>
      {formatCount(count)} {word}
    </span>
  );
}

/** What differs beside the rows. */
function Columns({ diff }: { diff: GoldenDiff }) {
  const names = (columns: readonly Column[]) => columns.map((column) => column.name).join(', ');
  return (
    <>
      {diff.missingColumns.length > 0 ? <Notice title="Columns are gone">{names(diff.missingColumns)}</Notice> : null}
      {diff.changedTypes.length > 0 ? (
        <Notice title="Columns have another type">
          {diff.changedTypes
            .map(({ column, expected, actual }) => `${column}: ${actual} instead of ${expected}`)
            .join(', ')}
        </Notice>
      ) : null}
      {diff.orderDiffers ? <Notice title="The rows are in another order" /> : null}
      {diff.extraColumns.length > 0 ? (
        <Notice tone="info" title="New columns, not compared">
          {names(diff.extraColumns)}
        </Notice>
      ) : null}
    </>
  );
}

/** Columns with a change, and before them those by which a person knows the row. */
function tellingColumns({ schema, changed, counts }: GoldenDiff): Column[] {
  if (counts.missing + counts.extra > 0) return schema;
  const differing = new Set(changed.flatMap(({ cells }) => cells.map(({ column }) => column)));
  const others = schema.filter(({ name }) => !differing.has(name)).slice(0, 3);
  return schema.filter((column) => differing.has(column.name) || others.includes(column));
}

function DiffTable({ diff, columns }: { diff: GoldenDiff; columns: readonly Column[] }) {
  const places = columns.map(({ name }) => diff.schema.findIndex((column) => column.name === name));
  return (
    <div className={styles.diffScroll}>
      <table className={styles.diffTable}>
        <thead>
          <tr>
            <th>Row</th>
            <th> </th>
            {columns.map(({ name, type }) => (
              <th key={name} data-numeric={isNumber(type) || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {diff.changed.map(({ expectedRow, row, cells }) => (
            <tr key={`c${expectedRow}`}>
              <td className={styles.rowNumber}>{expectedRow + 1}</td>
              <td className={styles.rowWord} data-tone="changed">
                changed
              </td>
              {columns.map(({ name, type }, index) => {
                const cell = cells.find(({ column }) => column === name);
                return cell ? (
                  <td key={name} data-changed data-numeric={isNumber(type) || undefined}>
                    <del>{shown(cell.expected, type)}</del>
                    <ins>{shown(cell.actual, type)}</ins>
                  </td>
                ) : (
                  <Cell key={name} value={row[places[index] ?? 0]} type={type} />
                );
              })}
            </tr>
          ))}
          {diff.missing.map(({ expectedRow, row }) => (
            <tr key={`m${expectedRow}`} data-tone="missing">
              <td className={styles.rowNumber}>{expectedRow + 1}</td>
              <td className={styles.rowWord} data-tone="missing">
                missing
              </td>
              {columns.map(({ name, type }, index) => (
                <Cell key={name} value={row[places[index] ?? 0]} type={type} />
              ))}
            </tr>
          ))}
          {diff.extra.map(({ actualRow, row }) => (
            <tr key={`e${actualRow}`} data-tone="extra">
              <td className={styles.rowNumber}>–</td>
              <td className={styles.rowWord} data-tone="extra">
                too many
              </td>
              {columns.map(({ name, type }, index) => (
                <Cell key={name} value={row[places[index] ?? 0]} type={type} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shown = (value: unknown, type: Column['type']) => cellText(value, type) ?? 'null';

function Cell({ value, type }: { value: unknown; type: Column['type'] }) {
  const text = cellText(value, type);
  return (
    <td data-numeric={isNumber(type) || undefined} data-null={text === null || undefined}>
      {text ?? 'null'}
    </td>
  );
}
