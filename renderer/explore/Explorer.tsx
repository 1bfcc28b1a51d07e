import { Skeleton } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { RuledColumn } from '../../nodes/contract/meanings.ts';
import { useCatalog, useNodeInfo } from '../client/hooks.ts';
import { DataGrid, type GridHandle } from '../grid/DataGrid.tsx';
import type { CellAt } from '../grid/use-keys.ts';
import type { Rows } from '../grid/use-rows.ts';
import { setColumnsOpen, useExplorerState, useShown } from '../state/explorer.ts';
import { showLineage } from '../state/lineage.ts';
import { useRuled } from '../state/meanings.ts';
import { usePreferences } from '../state/workbench.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Resizer } from '../ui/Resizer.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { AskValue, type Question } from './AskValue.tsx';
import { CellMenu } from './CellMenu.tsx';
import { CellViewer } from './CellViewer.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { ExplorerBar } from './ExplorerBar.tsx';
import styles from './explore.module.css';
import { FilterChips } from './filters/FilterChips.tsx';
import { FilterEditor } from './filters/FilterEditor.tsx';
import { type Filter, newFilter } from './filters/filters.ts';
import { HeaderMenu, type MenuAt } from './HeaderMenu.tsx';
import { PointPopover } from './PointPopover.tsx';
import { ColumnPanel } from './panel/ColumnPanel.tsx';
import { addSteps } from './prepare-edit.ts';
import { RowProblem } from './RowProblem.tsx';
import { RowsError } from './RowsError.tsx';
import { filterStep, type StepDraft } from './step-actions.ts';
import { type ExplorerProps, useExplorer } from './use-explorer.ts';
import { type HeldView, useView } from './view-state.ts';

/** One thing at a time is open over the grid. */
type Open =
  | { kind: 'header'; at: MenuAt; column: RuledColumn }
  | { kind: 'cell' | 'viewer'; at: MenuAt; column: RuledColumn; cell: CellAt }
  | { kind: 'filter'; at: MenuAt; column: RuledColumn; filter: Filter; index: number | undefined };

interface Bounds {
  x: number;
  y: number;
  height: number;
}
const below = ({ x, y, height }: Bounds): MenuAt => ({ x, y: y + height });

/** Steps behind the dataset, where the project can be changed. */
function useSteps(projectId: string, datasetId: string) {
  const { recipes, steps } = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? true;
  return (drafts: readonly StepDraft[]) =>
    readOnly || drafts.length === 0
      ? undefined
      : addSteps(projectId, { dataset: datasetId, drafts, kinds: { recipes, steps } });
}

/** The rows of a dataset: all of them, by pages, with filter, sorting and what is in each column; as they were left the last time. */
export function Explorer(props: ExplorerProps) {
  const held = useView(props.projectId, props.datasetId);
  return held.isReady ? <OpenExplorer {...props} held={held} /> : <Skeleton h="100%" radius={0} />;
}

function OpenExplorer({ held, ...props }: ExplorerProps & { held: HeldView }) {
  const { projectId, datasetId } = props;
  const state = useExplorer(props, held);
  const { view, change, layout, onLayout, rows, quality, setFilter, removeFilter } = state;
  const { statsWidth, set } = usePreferences();
  const [open, setOpen] = useState<Open | null>(null);
  const columnsOpen = useExplorerState((now) => now.columnsOpen);
  useShown();
  const [question, setQuestion] = useState<Question | null>(null);
  const grid = useRef<GridHandle>(null);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const onSteps = useSteps(projectId, datasetId);
  const onStep = readOnly ? undefined : (step: StepDraft) => onSteps([step]);
  const schema = useRuled(rows.schema);
  const columnOf = (name: string) => schema.find((one) => one.name === name);
  const chosen = view.column === null ? undefined : columnOf(view.column);
  /** A menu says that it closes after what was chosen in it has opened something else. */
  const close = (kind: Open['kind']) => setOpen((now) => (now?.kind === kind ? null : now));
  const atOf = <K extends Open['kind']>(kind: K) => {
    if (open?.kind !== kind) return null;
    const found = open as Extract<Open, { kind: K }>;
    return { ...found, ...found.at };
  };
  const openFilter = (column: RuledColumn, at: MenuAt) => {
    const index = view.filters.findIndex((filter) => filter.column === column.name);
    const filter = view.filters[index] ?? newFilter(column);
    setOpen({ kind: 'filter', at, column, filter, index: index < 0 ? undefined : index });
  };
  const openCell = (kind: 'cell' | 'viewer', cell: CellAt, bounds: Bounds) => {
    const column = columnOf(cell.column);
    if (column) setOpen({ kind, at: below(bounds), column, cell });
  };
  const filtered = useMemo(() => new Set(view.filters.map(({ column }) => column)), [view.filters]);
  useFocusBack(open !== null || question !== null || columnsOpen, () => grid.current?.focus());
  const editing = atOf('filter');
  const asSteps = () =>
    onSteps(
      view.filters.flatMap((filter) => {
        const column = columnOf(filter.column);
        return (column && filterStep(filter, column)) ?? [];
      }),
    );
  return (
    <section className={styles.explorer} aria-label="Explore">
      <div className={styles.main}>
        <ExplorerBar
          lead={props.lead}
          sign={rows.uncounted ? <RowProblem {...{ projectId, datasetId, reason: rows.uncounted }} /> : null}
          rows={rows}
          total={state.total}
          formula={view.formula}
          onFormula={(formula) => change({ formula })}
          sample={view.sample}
          onSample={(sample) => change({ sample })}
          statsOpen={view.column !== null}
          onReset={state.onReset}
          onStats={() => change({ column: view.column === null ? (rows.schema[0]?.name ?? null) : null })}
          onSave={state.onSave}
          onCopy={(withHeaders) => grid.current?.copy(withHeaders)}
          columnsMenu={
            <ColumnsMenu
              {...{ schema: rows.schema, layout, onLayout }}
              onGoTo={(column) => {
                // Focus first: the grid takes its first cell with it.
                grid.current?.focus();
                grid.current?.goTo(column);
              }}
              opened={columnsOpen}
              onOpened={setColumnsOpen}
            />
          }
        />
        <FilterChips
          filters={view.filters}
          onOpen={(index, at) => {
            const filter = view.filters[index];
            const column = filter && columnOf(filter.column);
            if (filter && column) setOpen({ kind: 'filter', at, column, filter, index });
          }}
          onRemove={removeFilter}
          onClear={() => change({ filters: [] })}
          onSteps={readOnly ? undefined : asSteps}
        />
        <div className={styles.grid}>
          {rows.error ? (
            <div className={styles.message}>
              <RowsError
                {...{ projectId, datasetId, error: rows.error }}
                onUnsort={view.sort.length > 0 ? () => change({ sort: [] }) : undefined}
              />
            </div>
          ) : (
            <Absence rows={rows} filtered={view.formula !== '' || view.filters.length > 0} />
          )}
          {rows.count > 0 ? (
            <DataGrid
              {...{ rows, label: 'Rows', quality, layout, onLayout, filtered }}
              handle={grid}
              sort={view.sort}
              column={view.column}
              loadRange={state.load}
              onColumn={(column) => (view.column === null ? undefined : change({ column }))}
              onColumnMenu={(name, bounds) => {
                const column = columnOf(name);
                if (column) setOpen({ kind: 'header', at: below(bounds), column });
              }}
              onCellMenu={(cell, bounds) => openCell('cell', cell, bounds)}
              onCellOpen={(cell, bounds) => openCell('viewer', cell, bounds)}
            />
          ) : null}
        </div>
      </div>
      {chosen ? (
        <>
          <Resizer
            axis="x"
            direction={-1}
            size={statsWidth}
            min={240}
            max={560}
            label="Width of the column's panel"
            onResize={(width) => set({ statsWidth: width })}
          />
          <ColumnPanel
            key={`${datasetId}/${chosen.name}`}
            {...{ projectId, datasetId, column: chosen, width: statsWidth, onStep, onAsk: setQuestion }}
            schema={rows.schema}
            sample={view.sample}
            filter={state.filter}
            onColumn={(column) => {
              change({ column });
              grid.current?.goTo(column);
            }}
            onSort={(descending) => change({ sort: [{ column: chosen.name, descending }] })}
            onFilter={(filter) => {
              const index = view.filters.findIndex((one) => one.column === filter.column && one.kind === filter.kind);
              setFilter(filter, index < 0 ? undefined : index);
            }}
            onClose={() => change({ column: null })}
          />
        </>
      ) : null}
      <HeaderMenu
        at={atOf('header')}
        {...{ sort: view.sort, layout, onLayout, onStep, onAsk: setQuestion }}
        onClose={() => close('header')}
        onSort={(sort) => change({ sort })}
        onFilter={openFilter}
        onAnalyse={(column) => change({ column })}
        onLineage={(column) => showLineage(projectId, { node: datasetId, column })}
      />
      <CellMenu
        at={atOf('cell')}
        {...{ onStep, onAsk: setQuestion }}
        onClose={() => close('cell')}
        onFilter={(filter) => setFilter(filter)}
        onOpen={() => (open?.kind === 'cell' ? setOpen({ ...open, kind: 'viewer' }) : undefined)}
        onCopy={() => grid.current?.copy(false)}
      />
      <CellViewer at={atOf('viewer')} onClose={() => close('viewer')} />
      <PointPopover at={editing} label="Filter" onClose={() => close('filter')}>
        {editing ? (
          <FilterEditor
            key={`${editing.column.name}/${editing.index}`}
            {...{ projectId, datasetId, column: editing.column, filter: editing.filter }}
            onApply={(filter) => {
              setFilter(filter, editing.index);
              close('filter');
            }}
            onRemove={
              editing.index === undefined
                ? undefined
                : () => {
                    removeFilter(editing.index ?? 0);
                    close('filter');
                  }
            }
          />
        ) : null}
      </PointPopover>
      <AskValue question={question} onClose={() => setQuestion(null)} />
    </section>
  );
}

/** What stands in place of rows: loading, nothing. */
function Absence({ rows, filtered }: { rows: Rows; filtered: boolean }) {
  if (rows.loading && rows.schema.length === 0) return <Skeleton h="100%" radius={0} />;
  if (rows.loading || rows.count > 0) return null;
  return (
    <EmptyState icon={IconTable} title="No rows">
      {filtered ? 'No row fits the filter.' : 'The dataset is empty.'}
    </EmptyState>
  );
}
