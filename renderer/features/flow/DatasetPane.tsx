import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTable } from '@tabler/icons-react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo } from '../../client/hooks.ts';
import { Explorer } from '../../explore/Explorer.tsx';
import { startBuild } from '../../state/builds.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Problems } from './Problems.tsx';

interface DatasetPaneProps {
  projectId: string;
  project: Project;
  id: string;
  node: FlowNode | undefined;
}

/** Rows of the selected dataset, or how to get some. */
export function DatasetPane({ projectId, project, id, node }: DatasetPaneProps) {
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const managed = project.datasets[id]?.source.kind === 'managed';
  if (managed && !node?.builtAt) {
    return (
      <div style={{ flex: 1, overflow: 'auto' }}>
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
  return (
    <div style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
      <Problems problems={node?.problems ?? []} />
      <Explorer projectId={projectId} datasetId={id} builtAt={node?.builtAt ?? null} />
    </div>
  );
}
