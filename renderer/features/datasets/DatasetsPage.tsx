import { Skeleton, TextInput } from '@mantine/core';
import { IconDatabase, IconFileImport, IconSearch, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Dataset } from '../../../nodes/contract/project/index.ts';
import { useFlow, useProject } from '../../client/hooks.ts';
import { stateLooks } from '../../flow/node-state.ts';
import { go } from '../../state/current-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatBytes, formatCount } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** All datasets of a project with their state and size. */
export function DatasetsPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const flow = useFlow(projectId);
  const [query, setQuery] = useState('');
  const nodes = new Map((flow.data?.nodes ?? []).map((node) => [node.id, node]));
  const datasets = Object.values(project.data?.project.datasets ?? {});
  const shown = datasets
    .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
    .sort((a, b) => byName.compare(a.name, b.name));
  const header = (
    <PageHeader
      title="Datasets"
      subtitle={project.data ? `${datasets.length} in this project` : ' '}
      actions={
        <TextInput
          w={220}
          placeholder="Search datasets"
          aria-label="Search datasets"
          leftSection={<IconSearch size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      }
    />
  );
  return (
    <Page header={header}>
      {project.error ? <ErrorNotice error={project.error} /> : null}
      {project.isPending ? <Skeleton h={320} /> : null}
      {project.data && datasets.length === 0 ? (
        <EmptyState icon={IconDatabase} title="No datasets yet">
          Open the flow and drop files on the canvas.
        </EmptyState>
      ) : null}
      {shown.length > 0 ? (
        <Panel flush>
          <table className={tableClass}>
            <thead>
              <tr>
                <th>Name</th>
                <th>State</th>
                <th data-numeric>Rows</th>
                <th data-numeric>Columns</th>
                <th data-numeric>Size</th>
                <th>Built</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((dataset) => (
                <DatasetRow key={dataset.id} projectId={projectId} dataset={dataset} node={nodes.get(dataset.id)} />
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
    </Page>
  );
}

interface DatasetRowProps {
  projectId: string;
  dataset: Dataset;
  node: FlowNode | undefined;
}

function DatasetRow({ projectId, dataset: { id, name, source }, node }: DatasetRowProps) {
  const look = stateLooks[node?.state ?? 'ready'];
  const Kind = source.kind === 'files' ? IconFileImport : IconTable;
  const page = `/p/${projectId}/datasets/${id}`;
  return (
    <tr data-clickable onClick={() => go(page)}>
      <td>
        <a
          href={`#${page}`}
          style={{
            display: 'flex',
            gap: 8,
            alignItems: 'center',
            color: 'inherit',
            textDecoration: 'none',
            fontWeight: 500,
          }}
        >
          <Kind size={16} stroke={1.6} color="var(--mr-dataset)" />
          {name}
        </a>
      </td>
      <td>
        <StatusBadge tone={look.tone} label={look.label} reason={node?.reason || look.label} />
      </td>
      <td data-numeric>{formatCount(node?.rows)}</td>
      <td data-numeric>{formatCount(node?.schema?.length)}</td>
      <td data-numeric>{formatBytes(node?.bytes)}</td>
      <td>{node?.builtAt ? formatAgo(node.builtAt) : source.kind === 'files' ? 'from files' : 'never'}</td>
    </tr>
  );
}
