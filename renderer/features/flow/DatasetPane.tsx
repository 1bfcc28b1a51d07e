import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlus, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { Explorer } from '../../explore/Explorer.tsx';
import { type DatasetView, ViewSwitch } from '../../explore/source/DatasetViews.tsx';
import { SchemaPane } from '../../explore/source/SchemaPane.tsx';
import { SettingsPane } from '../../explore/source/SettingsPane.tsx';
import { unsaidProblems } from '../../explore/unsaid-problems.ts';
import { startBuild } from '../../state/builds.ts';
import { canvas } from '../../state/canvas.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from './Failure.tsx';
import { Problems } from './Problems.tsx';
import { UnbuiltRows } from './UnbuiltRows.tsx';

interface DatasetPaneProps {
  projectId: string;
  project: Project;
  id: string;
  node: FlowNode | undefined;
}

/** Rows of the selected dataset, or how to get some. */
export function DatasetPane({ projectId, project, id, node }: DatasetPaneProps) {
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const [chosen, setView] = useState<DatasetView>('rows');
  const dataset = project.datasets[id];
  const managed = dataset?.source.kind === 'managed';
  const view = chosen === 'settings' && managed ? 'rows' : chosen;
  if (managed && !node?.builtAt && node?.schema?.length && !readOnly && node.problems.length === 0 && !node.error)
    return <UnbuiltRows key={id} projectId={projectId} dataset={{ id, name: dataset.name }} />;
  if (managed && !node?.builtAt && node?.state === 'not-configured')
    return <Unmade project={project} id={id} reason={node.reason} readOnly={readOnly} />;
  if (managed && !node?.builtAt) {
    return (
      <div style={{ flex: 1, overflow: 'auto' }}>
        <Failure projectId={projectId} node={node} />
        <Problems problems={node?.problems ?? []} />
        <EmptyState
          icon={IconTable}
          title="Not built yet"
          actions={
            readOnly ? undefined : (
              <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => void startBuild(projectId, [id])}>
                Run to here
              </Button>
            )
          }
        >
          {node?.schema?.length
            ? `It will have ${node.schema.length} columns: ${node.schema
                .slice(0, 6)
                .map(({ name }) => name)
                .join(', ')}${node.schema.length > 6 ? ' …' : ''}.`
            : 'Run the flow up to here to see its rows.'}
        </EmptyState>
      </div>
    );
  }
  const lead = <ViewSwitch view={view} onView={setView} hasSettings={!managed} />;
  return (
    <div style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
      <Failure projectId={projectId} node={node} />
      <Problems problems={unsaidProblems(node?.problems ?? [], dataset, view)} />
      {view === 'rows' || !dataset ? (
        <Explorer projectId={projectId} datasetId={id} builtAt={node?.builtAt ?? null} lead={lead} />
      ) : null}
      {view === 'schema' && dataset ? (
        <SchemaPane {...{ projectId, dataset, readOnly, lead }} known={node?.schema ?? null} />
      ) : null}
      {view === 'settings' && dataset ? <SettingsPane {...{ projectId, dataset, readOnly, lead }} /> : null}
    </div>
  );
}

interface UnmadeProps {
  project: Project;
  id: string;
  reason: string;
  readOnly: boolean;
}

/** A dataset that nothing can make yet: why, and where that is mended. */
function Unmade({ project, id, reason, readOnly }: UnmadeProps) {
  const maker = Object.values(project.recipes).find(({ outputs }) => Object.values(outputs).flat().includes(id));
  return (
    <div style={{ flex: 1, overflow: 'auto' }}>
      <EmptyState
        icon={IconTable}
        title="It cannot be built yet"
        actions={
          maker ? (
            <Button variant="default" onClick={() => canvas()?.select([maker.id])}>
              Open “{maker.name}”
            </Button>
          ) : readOnly ? undefined : (
            <Button leftSection={<IconPlus size={14} />} onClick={() => runCommand('flow.quick-add-before')}>
              Add a recipe before it
            </Button>
          )
        }
      >
        {maker ? reason : 'No recipe writes to it: add one, or draw a wire from a recipe to it.'}
      </EmptyState>
    </div>
  );
}
