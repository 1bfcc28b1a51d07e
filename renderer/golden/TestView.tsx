import { ActionIcon, Button, Menu, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconDots, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { GoldenState } from '../../nodes/contract/golden.ts';
import type { GoldenTest, Project } from '../../nodes/contract/project/index.ts';
import { call } from '../client/call.ts';
import { useNodeInfo } from '../client/hooks.ts';
import { editProject } from '../state/edit-project.ts';
import { tellDone, tellError } from '../state/notify.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatAgo, formatDuration } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/Notice.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { DiffView } from './DiffView.tsx';
import { GoldenGrid } from './GoldenGrid.tsx';
import styles from './golden.module.css';
import { ResultSummary } from './ResultSummary.tsx';
import { TestSettings } from './TestSettings.tsx';
import { runTests, saveTest, verdictOf } from './use-golden.ts';

interface TestViewProps {
  projectId: string;
  project: Project;
  test: GoldenTest;
  state: GoldenState | undefined;
  running: boolean;
  /** Right end of the head: closing the pane. */
  end?: ReactNode;
  onGone?: () => void;
}

type Part = 'result' | 'inputs' | 'expected' | 'settings';

/** One golden test: its verdict with the differences, its rows, its settings. */
export function TestView(props: TestViewProps) {
  const { projectId, project, test, state } = props;
  const [part, setPart] = useState<Part>('result');
  const readOnly = useNodeInfo()?.readOnly ?? true;
  return (
    <div className={styles.view}>
      <TestHead {...props} readOnly={readOnly} />
      <div className={styles.parts}>
        <SegmentedControl
          size="xs"
          aria-label="Part of the test"
          data={[
            { value: 'result', label: 'Result' },
            { value: 'inputs', label: 'Rows in' },
            { value: 'expected', label: 'Expected rows' },
            { value: 'settings', label: 'Settings' },
          ]}
          value={part}
          onChange={(value) => setPart(value as Part)}
        />
        {test.notes ? <span className={styles.notes}>{test.notes}</span> : null}
      </div>
      <div className={styles.viewBody}>
        {part === 'result' ? <Result project={project} state={state} /> : null}
        {part === 'inputs' ? <Tables {...{ projectId, project, test, readOnly }} side="inputs" /> : null}
        {part === 'expected' ? <Tables {...{ projectId, project, test, readOnly }} side="outputs" /> : null}
        {part === 'settings' ? <TestSettings {...{ projectId, project, test, readOnly }} /> : null}
      </div>
    </div>
  );
}

function TestHead({ projectId, test, state, running, end, onGone, readOnly }: TestViewProps & { readOnly: boolean }) {
  const [busy, setBusy] = useState(false);
  const verdict = running || busy ? { tone: 'running' as const, label: 'Running', reason: '' } : verdictOf(state);
  const run = async () => {
    setBusy(true);
    await runTests(projectId, [test.id]);
    setBusy(false);
  };
  const accept = async () => {
    setBusy(true);
    try {
      const now = await call('tests.expect', { params: { project: projectId }, body: { test } });
      await saveTest(projectId, now.test, `Accept the new rows of ${test.name}`);
      await runTests(projectId, [test.id]);
      tellDone('The rows of now are what is expected');
    } catch (error) {
      tellError('The rows could not be taken as expected', error);
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    const label = `Delete the test ${test.name}`;
    if (await editProject(projectId, [{ family: 'tests', id: test.id, value: null }], { label })) onGone?.();
  };
  const failed = state?.result?.status === 'failed' && !state.stale;
  return (
    <header className={styles.viewHead}>
      {readOnly ? (
        <b>{test.name}</b>
      ) : (
        <TextInput
          key={test.name}
          aria-label="Name of the test"
          variant="unstyled"
          className={styles.viewName}
          style={{ width: `${Math.min(44, Math.max(12, test.name.length + 4))}ch` }}
          defaultValue={test.name}
          onBlur={(event) => {
            const name = event.currentTarget.value.trim();
            if (name && name !== test.name) void saveTest(projectId, { ...test, name });
          }}
          onKeyDown={(event) => (event.key === 'Enter' ? event.currentTarget.blur() : undefined)}
        />
      )}
      <StatusBadge tone={verdict.tone} label={verdict.label} {...(verdict.reason ? { reason: verdict.reason } : {})} />
      {state?.result ? (
        <span className={`${styles.quiet} ${styles.ran}`}>
          {formatAgo(state.result.ranAt)}, {formatDuration(state.result.ms)}
        </span>
      ) : null}
      <span style={{ flex: 1 }} />
      {test.enabled ? null : (
        <Tooltip label="It is kept, but not run when bundles are made or taken. Switch it on in its settings.">
          <span className={styles.off}>off</span>
        </Tooltip>
      )}
      {failed && !readOnly ? (
        <Button
          variant="default"
          h={28}
          leftSection={<IconCheck size={13} />}
          loading={busy}
          onClick={() => void accept()}
        >
          Accept as expected
        </Button>
      ) : null}
      <Button
        variant="default"
        h={28}
        leftSection={<IconPlayerPlay size={13} />}
        loading={busy}
        onClick={() => void run()}
      >
        Run
      </Button>
      {readOnly ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label="More">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCheck size={14} />} onClick={() => void accept()}>
              Take the rows of now as expected
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => void remove()}>
              Delete the test
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {end}
    </header>
  );
}

function Result({ project, state }: { project: Project; state: GoldenState | undefined }) {
  const result = state?.result;
  if (state?.problem) return <Notice title="The test cannot run">{state.problem.message}</Notice>;
  if (!result)
    return (
      <EmptyState icon={IconPlayerPlay} title="Not run yet">
        Run it to see whether it holds.
      </EmptyState>
    );
  return (
    <>
      {result.error ? <ErrorNotice error={result.error} /> : <ResultSummary project={project} result={result} />}
      {result.outputs.map((diff) => (
        <DiffView key={diff.dataset} diff={diff} name={project.datasets[diff.dataset]?.name ?? diff.dataset} />
      ))}
    </>
  );
}

interface TablesProps {
  projectId: string;
  project: Project;
  test: GoldenTest;
  side: 'inputs' | 'outputs';
  readOnly: boolean;
}

/** The tables of one side of a test, one at a time. */
function Tables({ projectId, project, test, side, readOnly }: TablesProps) {
  const ids = Object.keys(test[side]);
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen !== null && ids.includes(chosen) ? chosen : ids[0];
  const table = id === undefined ? undefined : test[side][id];
  if (id === undefined || !table) return <Notice tone="info">No dataset.</Notice>;
  const nameOf = (one: string) => project.datasets[one]?.name ?? one;
  const onChange = (rows: unknown[][]) =>
    void saveTest(projectId, { ...test, [side]: { ...test[side], [id]: { ...table, rows } } });
  return (
    <>
      {ids.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label="Dataset"
          data={ids.map((one) => ({ value: one, label: nameOf(one) }))}
          value={id}
          onChange={setChosen}
          style={{ alignSelf: 'flex-start' }}
        />
      ) : null}
      <GoldenGrid key={`${side} ${id}`} label={nameOf(id)} table={table} onChange={readOnly ? undefined : onChange} />
    </>
  );
}
