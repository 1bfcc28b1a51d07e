import { ActionIcon, Menu, Skeleton, Tooltip } from '@mantine/core';
import {
  IconColumns3,
  IconCopy,
  IconDownload,
  IconSortAscending,
  IconSortDescending,
  IconTable,
  IconX,
} from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { Column } from '../../nodes/contract/schema.ts';
import { call, download } from '../client/call.ts';
import { useCall } from '../client/hooks.ts';
import { FormulaInput } from '../forms/formula/FormulaInput.tsx';
import { columnInFormula, exampleFormula } from '../forms/formula/formula-words.ts';
import { DataGrid } from '../grid/DataGrid.tsx';
import type { ColumnQuality } from '../grid/draw-header.ts';
import { type Rows, useRows } from '../grid/use-rows.ts';
import { tellError } from '../state/notify.ts';
import { usePreferences } from '../state/workbench.ts';
import { isNumber } from '../ui/cell-text.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { PointMenu } from '../ui/PointMenu.tsx';
import { ColumnPanel } from './ColumnPanel.tsx';
import { ConnectionLink } from './ConnectionLink.tsx';
import styles from './explore.module.css';

interface ExplorerProps {
  projectId: string;
  datasetId: string;
  /** When the rows were made: another time shows them anew. Null: there are none yet. */
  builtAt: string | null;
}

interface Sort {
  column: string;
  descending: boolean;
}

/** Statistics of all columns, as shares for the headers. */
function useStats(projectId: string, datasetId: string, enabled: boolean) {
  const stats = useCall('datasets.stats', { params: { project: projectId, dataset: datasetId } }, { enabled });
  const quality = useMemo(() => {
    if (!stats.data) return undefined;
    return new Map<string, ColumnQuality>(
      stats.data.columns.map(({ column, rows, empty, invalid }) => {
        const all = Math.max(1, rows);
        return [
          column.name,
          { empty: empty / all, invalid: invalid / all, valid: Math.max(0, rows - empty - invalid) / all },
        ];
      }),
    );
  }, [stats.data]);
  return { stats, quality };
}

/** Rows of the dataset by pages, in the order and with the filter that are chosen. */
function useExplorer({ projectId, datasetId, builtAt }: ExplorerProps) {
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<Sort | undefined>();
  const params = { project: projectId, dataset: datasetId };
  const rows = useRows(
    `${projectId}/${datasetId}/${builtAt}/${filter}/${JSON.stringify(sort)}`,
    (offset, limit, signal) => {
      const body = { offset, limit, sort: sort ? [sort] : [], filter: filter || undefined, sample: 'all' as const };
      return call('datasets.rows', { params, body }, { signal });
    },
  );
  const onSave = (format: 'csv' | 'parquet') =>
    void download('datasets.download', { params, query: { format } }, `${datasetId}.${format}`).catch(
      (error: unknown) => tellError('The download failed', error),
    );
  return { rows, filter, setFilter, sort, setSort, onSave };
}

/** The formula that keeps only rows with a value. */
function equals({ name, type }: Column, value: string): string {
  return `${columnInFormula(name)} = ${isNumber(type) ? value : `'${value.replaceAll("'", "''")}'`}`;
}

/** The rows of a dataset: all of them, by pages, with filter, sorting and what is in each column. */
export function Explorer(props: ExplorerProps) {
  const { rows, filter, setFilter, sort, setSort, onSave } = useExplorer(props);
  const [column, setColumn] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ name: string; x: number; y: number } | null>(null);
  const statsWidth = usePreferences((state) => state.statsWidth);
  const { stats, quality } = useStats(props.projectId, props.datasetId, rows.count > 0);
  const onColumnMenu = useCallback(
    (name: string, bounds: { x: number; y: number; height: number }) =>
      setMenu({ name, x: bounds.x, y: bounds.y + bounds.height }),
    [],
  );
  const chosen = rows.schema.find(({ name }) => name === column);
  const onStats = () => setColumn(column ? null : (rows.schema[0]?.name ?? null));
  return (
    <div className={styles.explorer}>
      <div className={styles.main}>
        <ExplorerBar {...{ rows, filter, onFilter: setFilter, statsOpen: column !== null, onStats, onSave }} />
        <div className={styles.grid}>
          <Absence rows={rows} filtered={filter !== ''} />
          {rows.count > 0 ? (
            <DataGrid {...{ rows, label: 'Rows', quality, sort, column, onColumn: setColumn, onColumnMenu }} />
          ) : null}
        </div>
      </div>
      {chosen ? (
        <ColumnPanel
          column={chosen}
          stats={stats.data?.columns.find((one) => one.column.name === chosen.name)}
          sample={stats.data?.sample ?? ''}
          error={stats.error}
          width={statsWidth}
          onSort={(descending) => setSort({ column: chosen.name, descending })}
          onFilter={(value) => setFilter(equals(chosen, value))}
          onClose={() => setColumn(null)}
        />
      ) : null}
      <HeaderMenu menu={menu} sort={sort} onSort={setSort} onAnalyse={setColumn} onClose={() => setMenu(null)} />
    </div>
  );
}

/** What stands in place of rows, or above them: loading, an error, nothing. */
function Absence({ rows, filtered }: { rows: Rows; filtered: boolean }) {
  if (rows.error) {
    return (
      <div className={styles.message}>
        <Notice hint={rows.error.hint}>
          {rows.error.message}
          <ConnectionLink error={rows.error} />
        </Notice>
      </div>
    );
  }
  if (rows.loading && rows.schema.length === 0) return <Skeleton h="100%" radius={0} />;
  if (rows.loading || rows.count > 0) return null;
  return (
    <EmptyState icon={IconTable} title="No rows">
      {filtered ? 'No row fits the filter.' : 'The dataset is empty.'}
    </EmptyState>
  );
}

interface ExplorerBarProps {
  rows: Rows;
  filter: string;
  onFilter: (formula: string) => void;
  statsOpen: boolean;
  onStats: () => void;
  onSave: (format: 'csv' | 'parquet') => void;
}

/** Filter, how many rows there are, statistics, download. */
function ExplorerBar({ rows, filter, onFilter, statsOpen, onStats, onSave }: ExplorerBarProps) {
  const example = exampleFormula(rows.schema, '> 100');
  return (
    <div className={styles.bar}>
      <div className={styles.filter}>
        <FormulaInput
          value={filter}
          schema={rows.schema}
          placeholder={example ? `Show rows where…  e.g. ${example}` : 'Show rows where…'}
          label="Filter rows by a formula"
          onCommit={onFilter}
        />
      </div>
      {filter ? (
        <ActionIcon aria-label="Clear the filter" onClick={() => onFilter('')}>
          <IconX size={14} />
        </ActionIcon>
      ) : null}
      <span className={styles.facts}>
        {rows.total === null ? `${formatCount(rows.count)}+` : formatCount(rows.total)} rows · {rows.schema.length}{' '}
        columns
        {rows.sample ? ` · ${rows.sample}` : ''}
      </span>
      <Tooltip label="Column statistics">
        <ActionIcon aria-label="Column statistics" variant={statsOpen ? 'light' : 'subtle'} onClick={onStats}>
          <IconColumns3 size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="Download">
            <IconDownload size={16} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onSave('csv')}>Download as CSV</Menu.Item>
          <Menu.Item onClick={() => onSave('parquet')}>Download as Parquet</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface HeaderMenuProps {
  menu: { name: string; x: number; y: number } | null;
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  onAnalyse: (column: string) => void;
  onClose: () => void;
}

function HeaderMenu({ menu, sort, onSort, onAnalyse, onClose }: HeaderMenuProps) {
  const name = menu?.name ?? '';
  return (
    <PointMenu at={menu} onClose={onClose}>
      <Menu.Item
        leftSection={<IconSortAscending size={14} />}
        onClick={() => onSort({ column: name, descending: false })}
      >
        Sort ascending
      </Menu.Item>
      <Menu.Item
        leftSection={<IconSortDescending size={14} />}
        onClick={() => onSort({ column: name, descending: true })}
      >
        Sort descending
      </Menu.Item>
      {sort ? <Menu.Item onClick={() => onSort(undefined)}>Original order</Menu.Item> : null}
      <Menu.Divider />
      <Menu.Item leftSection={<IconColumns3 size={14} />} onClick={() => onAnalyse(name)}>
        Statistics
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void navigator.clipboard?.writeText(name)}>
        Copy the name
      </Menu.Item>
    </PointMenu>
  );
}
