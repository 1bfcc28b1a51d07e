import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconChartHistogram, IconCopy, IconDownload, IconRestore, IconTableExport, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Sample } from '../../nodes/contract/sample.ts';
import { FormulaInput } from '../forms/formula/FormulaInput.tsx';
import { exampleFormula } from '../forms/formula/formula-words.ts';
import type { Rows } from '../grid/use-rows.ts';
import { formatMany, manyRows } from '../ui/format.ts';
import styles from './explore.module.css';
import { SampleChooser } from './sample/SampleChooser.tsx';

interface ExplorerBarProps {
  lead: ReactNode;
  /** Stands before the number of rows: what is wrong with some of them. */
  sign: ReactNode;
  rows: Rows;
  /** Rows on show, when known. */
  total: number | null;
  formula: string;
  onFormula: (formula: string) => void;
  sample: Sample;
  onSample: (sample: Sample) => void;
  statsOpen: boolean;
  /** Shows everything as it is; absent when it is shown so. */
  onReset: (() => void) | undefined;
  onStats: () => void;
  onSave: (format: 'csv' | 'parquet') => void;
  onCopy: (withHeaders: boolean) => void;
  columnsMenu: ReactNode;
}

/** How many rows there are, or have been read; nothing when none could be. */
function howMany(rows: Rows, total: number | null): string | null {
  if (total !== null) return formatMany(total, 'row');
  return rows.error && rows.count === 0 ? null : manyRows(rows.count, true);
}

/** Filter by formula, which rows are on show and how many, columns, statistics, copy and download. */
export function ExplorerBar(props: ExplorerBarProps) {
  const {
    lead,
    sign,
    rows,
    total,
    formula,
    onFormula,
    sample,
    onSample,
    statsOpen,
    onReset,
    onStats,
    onSave,
    onCopy,
    columnsMenu,
  } = props;
  const example = exampleFormula(rows.schema, '> 100');
  return (
    <div className={styles.bar}>
      {lead}
      <div className={styles.filter}>
        <FormulaInput
          value={formula}
          schema={rows.schema}
          placeholder={example ? `Show rows where…  e.g. ${example}` : 'Show rows where…'}
          label="Filter rows by a formula"
          onCommit={onFormula}
        />
      </div>
      {formula ? (
        <ActionIcon aria-label="Clear the filter" onClick={() => onFormula('')}>
          <IconX size={14} />
        </ActionIcon>
      ) : null}
      <span className={styles.facts}>
        {sign}
        {rows.schema.length > 0
          ? [howMany(rows, total), formatMany(rows.schema.length, 'column')].filter(Boolean).join(' · ')
          : null}
      </span>
      <SampleChooser sample={sample} schema={rows.schema} words={rows.sample} onSample={onSample} />
      {columnsMenu}
      <Tooltip label="Reset the view: no filters, all rows and columns in their own order">
        <ActionIcon
          aria-label="Reset the view"
          // Keeps the focus when it has done its work, and its tip.
          aria-disabled={!onReset}
          data-disabled={!onReset || undefined}
          onClick={onReset}
        >
          <IconRestore size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Column statistics">
        <ActionIcon aria-label="Column statistics" variant={statsOpen ? 'light' : 'subtle'} onClick={onStats}>
          <IconChartHistogram size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon aria-label="Copy and download">
            <IconDownload size={16} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={14} />}
            rightSection={<kbd>Ctrl C</kbd>}
            onClick={() => onCopy(false)}
          >
            Copy the selected cells
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTableExport size={14} />}
            rightSection={<kbd>Ctrl ⇧ C</kbd>}
            onClick={() => onCopy(true)}
          >
            Copy with headers
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => onSave('csv')}>Download all as CSV</Menu.Item>
          <Menu.Item onClick={() => onSave('parquet')}>Download all as Parquet</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
