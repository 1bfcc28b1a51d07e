import { ActionIcon, Button, Menu, Skeleton, Switch } from '@mantine/core';
import { IconCalendarClock, IconDots, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Project, Scenario } from '../../../nodes/contract/project/index.ts';
import { useCall, useCatalog, useNodeInfo } from '../../client/hooks.ts';
import { editProject } from '../../state/edit-project.ts';
import { DurationBars } from '../../ui/DurationBars.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatDuration, formatTime } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { outcomes } from '../../ui/run-tones.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { RunDialog } from './RunDialog.tsx';
import { RunView } from './RunView.tsx';
import { StepsEditor } from './StepsEditor.tsx';
import { causeOf, durationOf, runBars } from './scenario-data.ts';
import styles from './scenarios.module.css';
import { TriggersEditor } from './TriggersEditor.tsx';

/** One scenario: when it runs, what it does, how it went. */
export function ScenarioView({
  projectId,
  project,
  scenario,
}: {
  projectId: string;
  project: Project;
  scenario: Scenario;
}) {
  const catalog = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const params = { project: projectId, scenario: scenario.id };
  const runs = useCall('scenarios.runs', { params });
  const next = useCall('scenarios.next', { params });
  const [starting, setStarting] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = runs.data ?? [];
  const run = list.find(({ id }) => id === chosen) ?? list[0];
  const save = (value: Scenario | null, label: string) =>
    void editProject(projectId, [{ family: 'scenarios', id: scenario.id, value }], {
      label,
      group: `scenario-${scenario.id}-${label}`,
    });
  const onChange = readOnly ? undefined : save;
  return (
    <div className={styles.view}>
      <div className={styles.viewHead}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <h2 className={styles.viewName}>{scenario.name}</h2>
          <div className={styles.dim}>{nextWords(scenario, next.data ?? [])}</div>
        </div>
        {readOnly ? null : (
          <>
            <Switch
              label="Active"
              labelPosition="left"
              checked={scenario.active}
              onChange={(event) =>
                save(
                  { ...scenario, active: event.currentTarget.checked },
                  event.currentTarget.checked ? 'Activate scenario' : 'Deactivate scenario',
                )
              }
            />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={`Menu of ${scenario.name}`}>
                  <IconDots size={16} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={14} />}
                  onClick={() => save(null, 'Delete scenario')}
                >
                  Delete the scenario
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        <Button
          leftSection={<IconPlayerPlay size={14} />}
          disabled={list[0]?.outcome === 'running' || scenario.steps.length === 0}
          onClick={() => setStarting(true)}
        >
          Run now
        </Button>
      </div>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <TriggersEditor scenario={scenario} project={project} kinds={catalog.triggers} onChange={onChange} />
          <StepsEditor scenario={scenario} project={project} kinds={catalog.scenarioSteps} onChange={onChange} />
        </div>
        <div className={styles.stack}>
          <Panel title="Runs" flush>
            {runs.error ? <ErrorNotice error={runs.error} /> : null}
            {!runs.data && !runs.error ? <Skeleton h={120} /> : null}
            {runs.data && list.length === 0 ? (
              <EmptyState icon={IconCalendarClock} title="Has not run yet">
                {scenario.active
                  ? 'Run it now to see that it works.'
                  : 'Run it now to see that it works, then switch it on.'}
              </EmptyState>
            ) : null}
            {list.length > 0 ? (
              <div className={styles.barsBox}>
                <DurationBars bars={runBars(list)} active={run?.id} onSelect={setChosen} />
              </div>
            ) : null}
            <div className={styles.runs}>
              {list.slice(0, 50).map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className={styles.runItem}
                  aria-current={one.id === run?.id || undefined}
                  onClick={() => setChosen(one.id)}
                >
                  <StatusBadge {...outcomes[one.outcome]} plain />
                  <span style={{ flex: 1 }}>{formatTime(one.startedAt)}</span>
                  <span className={styles.dim}>{causeOf(one, scenario.triggers, catalog.triggers)}</span>
                  <span className={styles.took}>{formatDuration(durationOf(one))}</span>
                </button>
              ))}
            </div>
          </Panel>
          {run ? (
            <Panel title="Steps of the run" flush>
              <RunView
                key={run.id}
                projectId={projectId}
                run={run}
                cause={causeOf(run, scenario.triggers, catalog.triggers)}
              />
            </Panel>
          ) : null}
        </div>
      </div>
      {starting ? (
        <RunDialog
          projectId={projectId}
          scenario={scenario}
          onStarted={(started) => setChosen(started.id)}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </div>
  );
}

function nextWords(scenario: Scenario, next: readonly { at: string }[]): string {
  const times = next.map(({ at }) => at).sort();
  const [first] = times;
  if (!scenario.active) return 'Off: it runs only when asked to';
  if (!first) return scenario.triggers.length > 0 ? 'Waits for its trigger' : 'Runs only when asked to';
  const more = times.slice(1, 3).map((at) => formatTime(at));
  return `Next run ${formatAgo(first)}, ${formatTime(first)}${more.length > 0 ? `; then ${more.join(', ')}` : ''}`;
}
