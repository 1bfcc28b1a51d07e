import { ActionIcon, Button, Loader, Skeleton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconEyeOff, IconLayoutColumns, IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { Problem } from '../../../nodes/base/problem.ts';
import type { Recipe } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { useSettled } from '../../client/use-settled.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import type { CellAt } from '../../grid/use-keys.ts';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { usePreferences } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatMany } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { differences } from './differences.ts';
import styles from './editors/editors.module.css';
import { InputRows } from './InputRows.tsx';
import { NoRows } from './NoRows.tsx';
import { RowsChoice } from './RowsChoice.tsx';
import { type PreviewSample, SampleMenu } from './SampleMenu.tsx';

/** Rows of a recipe as it is being edited; asked a moment after the last change, the former rows stay meanwhile. */
export function usePreview(
  projectId: string,
  recipe: Recipe,
  wanted: { output: string | undefined; step: number | null; sample: PreviewSample; enabled: boolean },
) {
  const limit = usePreferences((state) => state.previewRows);
  const asked = useSettled({ recipe, ...wanted }, 200);
  const { output, step, sample } = asked;
  const body = { recipe: asked.recipe, output, step: step ?? undefined, sample, limit };
  const query = useCall(
    'flow.preview',
    { params: { project: projectId }, body },
    { placeholderData: keepPreviousData, enabled: wanted.enabled, gcTime: 60_000 },
  );
  const good = useRef<typeof query.data>(undefined);
  if (query.data?.page) good.current = query.data;
  return {
    ...query,
    /** The latest rows there were: they stay in sight while the settings are not right. */
    shown: query.data?.page ? query.data : good.current,
    old:
      JSON.stringify(asked.recipe) !== JSON.stringify(recipe) ||
      query.isPlaceholderData ||
      (query.data !== undefined && !query.data.page),
  };
}

interface PreviewProps {
  projectId: string;
  preview: ReturnType<typeof usePreview>;
  /** What the preview shows: `after step 3 of 5`. */
  place: string | null;
  inputs: readonly { id: string; name: string }[];
  /** Columns of the first input. */
  input: Schema | undefined;
  outputs: readonly { id: string; name: string }[];
  output: string | undefined;
  onOutput: (id: string) => void;
  sample: PreviewSample;
  onSample: (sample: PreviewSample) => void;
  /** Set where a column's menu and the chosen cell lead to steps. */
  onCell?: ((cell: CellAt | null) => void) | undefined;
  onColumnMenu?: ((column: string, at: { x: number; y: number }) => void) | undefined;
  /** Below the rows: what can be done with the chosen cell. */
  footer?: ReactNode;
}

/** The result as far as it can be told without running, with the inputs beside it. */
export function Preview(props: PreviewProps) {
  const { projectId, inputs, outputs } = props;
  const [view, setView] = useState(outputs.length === 0 ? (inputs[0]?.id ?? 'result') : 'result');
  const [isSplit, setSplit] = useState(false);
  const beside = inputs.find(({ id }) => id === view) ?? (isSplit ? inputs[0] : undefined);
  const tabs = [
    ...(outputs.length > 0 ? [{ value: 'result', label: 'Result' }] : []),
    ...inputs.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const chosen = tabs.some(({ value }) => value === view) ? view : (tabs[0]?.value ?? 'result');
  const shown = isSplit ? (chosen === 'result' ? (inputs[0]?.id ?? '') : chosen) : chosen;
  const chooser =
    tabs.length > 1 ? (
      <>
        {isSplit && inputs.length < 2 ? null : (
          <RowsChoice label="Rows on show" value={shown} onChange={setView} data={isSplit ? tabs.slice(1) : tabs} />
        )}
        <Tooltip label={isSplit ? 'Only one' : 'Input and result side by side'}>
          <ActionIcon
            aria-label={isSplit ? 'Only one' : 'Input and result side by side'}
            aria-pressed={isSplit}
            variant={isSplit ? 'light' : 'subtle'}
            onClick={() => setSplit(!isSplit)}
          >
            <IconLayoutColumns size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </>
    ) : null;
  return (
    <>
      {beside ? <InputRows key={beside.id} projectId={projectId} input={beside} head={chooser} /> : null}
      {isSplit || !beside ? <Result {...props} head={beside ? null : chooser} /> : null}
    </>
  );
}

function Result(props: PreviewProps & { head: ReactNode }) {
  const { preview, place, input, outputs, output, onOutput, onCell, onColumnMenu, footer, head } = props;
  const { sample, onSample } = props;
  const [withDropped, setWithDropped] = useState(true);
  const { data, shown } = preview;
  const page = shown?.page ?? null;
  const marks = useMemo(() => {
    if (!shown?.page || !shown.before || !shown.ids) return null;
    const { page: after, before, ids } = shown;
    return differences({ page: before, ids: ids.before }, { page: after, ids: ids.page }, withDropped);
  }, [shown, withDropped]);
  const grown = useMemo(() => addedColumns(page?.schema, input), [page, input]);
  const rows = useMemo(() => {
    const wanted = marks?.page ?? page;
    return wanted ? rowsOfPage(wanted) : null;
  }, [marks, page]);
  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        {head ?? <strong>Result</strong>}
        {place ? <span>{place}</span> : null}
        {outputs.length > 1 ? (
          <RowsChoice
            label="Output"
            value={output}
            onChange={onOutput}
            data={outputs.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Legend marks={marks} withDropped={withDropped} onDropped={setWithDropped} />
        <span style={{ flex: 1 }} />
        {preview.isFetching ? <Loader size={12} /> : null}
        {page ? (
          <SampleMenu page={page} sample={sample} onSample={onSample} head="the first 10,000 rows of the first input" />
        ) : null}
      </div>
      <div className={styles.previewGrid} data-old={(preview.old && page) || undefined}>
        {preview.error ? (
          <div style={{ padding: 12 }}>
            <ErrorNotice error={preview.error} />
          </div>
        ) : null}
        {preview.isPending ? <Skeleton h="100%" radius={0} /> : null}
        {rows && rows.schema.length > 0 ? (
          <DataGrid
            rows={rows}
            label="Preview"
            isChanged={marks?.isChanged}
            isDropped={marks?.isDropped}
            added={marks?.added ?? grown}
            reveal={marks ? marks.first : [...(grown ?? [])][0]}
            {...(onColumnMenu && {
              onColumnMenu: (name: string, { x, y, height }: { x: number; y: number; height: number }) =>
                onColumnMenu(name, { x, y: y + height }),
            })}
            onCell={onCell}
          />
        ) : null}
        {page && rows?.count === 0 ? <NoRows page={page} /> : null}
        {data && !page ? <NoPreview problems={data.problems} /> : null}
      </div>
      {page ? footer : null}
    </div>
  );
}

/** Why there are no rows to show, and what to do about it. */
function NoPreview({ problems }: { problems: readonly Problem[] }) {
  const problem = problems.find(({ severity }) => severity === 'error');
  const isEarly = problem === undefined || problem.code === 'DATA_NOT_BUILT';
  const run = (
    <Button
      variant="default"
      leftSection={<IconPlayerPlay size={14} />}
      onClick={() => runCommand('flow.build-selected')}
    >
      Run to here
    </Button>
  );
  return (
    <EmptyState
      icon={IconEyeOff}
      title={isEarly ? 'No preview before a run' : 'No preview'}
      actions={isEarly ? run : undefined}
    >
      {problem?.message ?? 'This recipe shows its result after a run.'}
    </EmptyState>
  );
}

/** The new columns of a result that has all columns of its input. */
function addedColumns(result: Schema | undefined, input: Schema | undefined): ReadonlySet<string> | undefined {
  if (!result || !input) return undefined;
  const names = new Set(result.map(({ name }) => name));
  if (!input.every(({ name }) => names.has(name))) return undefined;
  for (const { name } of input) names.delete(name);
  return names.size > 0 ? names : undefined;
}

interface LegendProps {
  marks: ReturnType<typeof differences> | null;
  withDropped: boolean;
  onDropped: (shown: boolean) => void;
}

/** What the colours mean, with how much of it there is. */
function Legend({ marks, withDropped, onDropped }: LegendProps) {
  if (!marks) return null;
  return (
    <>
      {marks.changed > 0 ? (
        <span className={styles.legend}>
          <i /> {formatMany(marks.changed, 'cell')} changed
        </span>
      ) : null}
      {marks.added.size > 0 ? (
        <span className={styles.legend} data-kind="added">
          <i /> {formatMany(marks.added.size, 'column')} added
        </span>
      ) : null}
      {marks.removed.length > 0 ? (
        <span className={styles.legend} data-kind="dropped" title={marks.removed.join(', ')}>
          <i /> {formatMany(marks.removed.length, 'column')} gone
        </span>
      ) : null}
      {marks.dropped > 0 ? (
        <Tooltip label={withDropped ? 'Hide the dropped rows' : 'Show the dropped rows'}>
          <UnstyledButton
            className={styles.legend}
            data-kind="dropped"
            aria-pressed={withDropped}
            onClick={() => onDropped(!withDropped)}
          >
            <i /> {formatMany(marks.dropped, 'row')} dropped
          </UnstyledButton>
        </Tooltip>
      ) : null}
    </>
  );
}
