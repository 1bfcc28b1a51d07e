import { Button, Skeleton } from '@mantine/core';
import { IconPlayerPlay, IconPlus, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { GoldenTest } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo, useProject } from '../../client/hooks.ts';
import { NewTest } from '../../golden/NewTest.tsx';
import { TestView } from '../../golden/TestView.tsx';
import { runTests, useLiveTests, useTests, verdictOf } from '../../golden/use-golden.ts';
import { useGolden } from '../../state/golden.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import styles from './tests.module.css';

const nothing = { inputs: [], outputs: [] };

/** The golden tests of a project: which hold, what differs, their rows. */
export function TestsPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const { list, states } = useTests(projectId);
  useLiveTests(projectId);
  const running = useGolden((state) => state.running);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const [search, setSearch] = useSearchParams();
  const [making, setMaking] = useState(false);
  const [busy, setBusy] = useState(false);
  const tests = Object.values(project.data?.project.tests ?? {});
  const chosen = tests.find(({ id }) => id === search.get('test')) ?? tests[0];
  const choose = (id: string) => {
    setMaking(false);
    setSearch({ test: id }, { replace: true });
  };
  const runAll = async () => {
    setBusy(true);
    await runTests(projectId);
    setBusy(false);
  };
  const add = readOnly ? null : (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setMaking(true)}>
      New test
    </Button>
  );
  const error = project.error ?? list.error;
  return (
    <Page
      flush
      header={
        <PageHeader
          title="Tests"
          subtitle={words(tests, states)}
          actions={
            <>
              {tests.length > 0 ? (
                <Button
                  variant="default"
                  leftSection={<IconPlayerPlay size={14} />}
                  loading={busy}
                  onClick={() => void runAll()}
                >
                  Run all
                </Button>
              ) : null}
              {add}
            </>
          }
        />
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {!project.data && !error ? <Skeleton h={320} m={24} /> : null}
      {project.data ? (
        <div className={styles.work}>
          {tests.length > 0 ? (
            <nav className={styles.list} aria-label="Golden tests">
              {tests.map((test) => {
                const { tone, label } = verdictOf(states.get(test.id));
                return (
                  <button
                    key={test.id}
                    type="button"
                    className={styles.item}
                    aria-current={(!making && test.id === chosen?.id) || undefined}
                    data-off={!test.enabled || undefined}
                    onClick={() => choose(test.id)}
                  >
                    <span className={styles.icon} data-tone={tone}>
                      <StatusIcon tone={tone} size={14} />
                    </span>
                    <span className={styles.name}>{test.name}</span>
                    <span className={styles.dim}>{test.enabled ? label : 'off'}</span>
                  </button>
                );
              })}
            </nav>
          ) : null}
          <div className={styles.body}>
            {making ? (
              <NewTest
                projectId={projectId}
                project={project.data.project}
                part={nothing}
                onMade={({ id }) => choose(id)}
                onCancel={() => setMaking(false)}
              />
            ) : chosen ? (
              <TestView
                key={chosen.id}
                projectId={projectId}
                project={project.data.project}
                test={chosen}
                state={states.get(chosen.id)}
                running={running}
              />
            ) : (
              <EmptyState icon={IconTestPipe} title="No golden tests yet" actions={add}>
                A golden test keeps a few rows and what a part of the flow must make of them: whatever is changed later,
                it tells when the result is no longer the same. Select recipes{' '}
                <Link href={`/p/${projectId}/flow`}>in the flow</Link> and choose “Make a golden test”, or begin here.
              </EmptyState>
            )}
          </div>
        </div>
      ) : null}
    </Page>
  );
}

function words(tests: readonly GoldenTest[], states: ReturnType<typeof useTests>['states']): string {
  if (tests.length === 0) return 'Rows that a part of the flow must always make of the same rows';
  const count = (tone: string) => tests.filter(({ id }) => verdictOf(states.get(id)).tone === tone).length;
  const parts = [
    ...(count('done') > 0 ? [`${count('done')} ${count('done') === 1 ? 'holds' : 'hold'}`] : []),
    ...(count('failed') > 0 ? [`${count('failed')} ${count('failed') === 1 ? 'fails' : 'fail'}`] : []),
    ...(count('stale') + count('none') > 0 ? [`${count('stale') + count('none')} to run`] : []),
  ];
  return `${tests.length} ${tests.length === 1 ? 'test' : 'tests'}: ${parts.join(', ')}`;
}
