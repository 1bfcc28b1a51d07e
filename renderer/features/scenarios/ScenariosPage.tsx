import { Button, Skeleton } from '@mantine/core';
import { IconCalendarClock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Scenario } from '../../../nodes/contract/project/index.ts';
import { useCall, useNodeInfo, useProject } from '../../client/hooks.ts';
import { editProject } from '../../state/edit-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo } from '../../ui/format.ts';
import { byName, ListDetail, ListItem, ListSearch, MANY_ITEMS } from '../../ui/ListDetail.tsx';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { outcomes } from '../../ui/run-tones.ts';
import { ScenarioView } from './ScenarioView.tsx';

const idFrom = (name: string, taken: readonly string[]): string => {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'scenario';
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`;
  return id;
};

/** What runs by itself: all scenarios, and the chosen one opened. */
export function ScenariosPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const [search, setSearch] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const all = Object.values(project.data?.project.scenarios ?? {}).sort(byName);
  const [query, setQuery] = useState('');
  const shown = all.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const chosen = all.find(({ id }) => id === search.get('scenario')) ?? all[0];
  const open = (id: string) => setSearch({ scenario: id }, { replace: true });
  const create = (name: string) => {
    const id = idFrom(
      name,
      all.map((one) => one.id),
    );
    const value: Scenario = { id, name, active: false, triggers: [], steps: [], reporters: [] };
    void editProject(projectId, [{ family: 'scenarios', id, value }], { label: `Add scenario ${name}` });
    setCreating(false);
    open(id);
  };
  const button = (
    <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setCreating(true)}>
      New scenario
    </Button>
  );
  return (
    <Page
      flush
      header={
        <PageHeader
          title="Scenarios"
          subtitle="What the node does by itself: every day, when data arrive, or when asked to"
          actions={readOnly || all.length === 0 ? null : button}
        />
      }
    >
      {project.error ? <ErrorNotice error={project.error} /> : null}
      {project.isLoading ? <Skeleton h={320} m={24} /> : null}
      {project.data && all.length === 0 ? (
        <EmptyState icon={IconCalendarClock} title="No scenarios yet" actions={readOnly ? undefined : button}>
          A scenario builds, checks, trains and reports on its own, on a schedule or when new data arrive.
        </EmptyState>
      ) : null}
      {project.data && chosen ? (
        <ListDetail
          label="Scenarios"
          head={
            all.length > MANY_ITEMS ? <ListSearch label="Find a scenario" value={query} onChange={setQuery} /> : null
          }
          items={shown.map((scenario) => (
            <ScenarioItem
              key={scenario.id}
              projectId={projectId}
              scenario={scenario}
              shown={scenario.id === chosen.id}
              onOpen={() => open(scenario.id)}
            />
          ))}
        >
          <ScenarioView key={chosen.id} projectId={projectId} project={project.data.project} scenario={chosen} />
        </ListDetail>
      ) : null}
      {creating ? (
        <NameDialog
          title="New scenario"
          placeholder="Daily fraud check"
          help="How it is called in lists, messages and the history of its runs."
          onName={create}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </Page>
  );
}

interface ScenarioItemProps {
  projectId: string;
  scenario: Scenario;
  shown: boolean;
  onOpen: () => void;
}

function ScenarioItem({ projectId, scenario, shown, onOpen }: ScenarioItemProps) {
  const runs = useCall('scenarios.runs', { params: { project: projectId, scenario: scenario.id } });
  const last = runs.data?.[0];
  const { tone, label } = last ? outcomes[last.outcome] : ({ tone: 'none', label: 'Has not run' } as const);
  return (
    <ListItem
      name={scenario.name}
      tone={{ tone, label }}
      text={`${scenario.active ? 'on' : 'off'}, ${last ? `${label.toLowerCase()} ${formatAgo(last.startedAt)}` : 'has not run'}`}
      current={shown}
      onOpen={onOpen}
    />
  );
}
