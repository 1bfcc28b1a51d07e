import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { IconFolder, IconPencil, IconPlugConnected, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { Dataset } from '../../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { ApiError, call } from '../../client/call.ts';
import { useCall, useNodeInfo, useProject } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { withProgress } from '../../state/long-work.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { DeleteConnection } from './DeleteConnection.tsx';

type Connection = RouteReply<'connections.list'>[number];
type Tested = RouteReply<'connections.test'> | 'busy';

const OWN = 'project';
const MOST_NAMED = 8;

/** Datasets that read files, by the connection they read from. */
function readersOf(datasets: readonly Dataset[]): Map<string, Dataset[]> {
  const found = new Map<string, Dataset[]>();
  for (const dataset of datasets) {
    if (dataset.source.kind !== 'files') continue;
    const { connection } = dataset.source;
    found.set(connection, [...(found.get(connection) ?? []), dataset]);
  }
  return found;
}

/** Tries connections and remembers what they answered. */
function useTests() {
  const [tested, setTested] = useState<Record<string, Tested>>({});
  const test = async (id: string) => {
    const answer = (result: Tested) => setTested((old) => ({ ...old, [id]: result }));
    answer('busy');
    try {
      // A folder of a network that is away may hang for minutes.
      const found = await withProgress(`Testing ${id}`, ({ signal }) =>
        call('connections.test', { params: { connection: id } }, { signal }),
      );
      answer(found ?? { ok: false, message: 'Not tested: it was stopped' });
    } catch (error) {
      answer({ ok: false, message: error instanceof ApiError ? error.message : String(error) });
    }
  };
  return { tested, test };
}

/** Named folders of this node that datasets read their files from. `?add=<name>` opens the dialog for a missing one. */
export function ConnectionsPage({ projectId }: { projectId: string }) {
  const connections = useCall('connections.list', {});
  const project = useProject(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const [search, setSearch] = useSearchParams();
  const [edited, setEdited] = useState<Connection | null>(null);
  const [doomed, setDoomed] = useState<Connection | null>(null);
  const { tested, test } = useTests();
  const readers = readersOf(Object.values(project.data?.project.datasets ?? {}));
  const known = new Set(connections.data?.map(({ id }) => id));
  const missing = connections.data ? [...readers.keys()].filter((id) => id !== OWN && !known.has(id)) : [];
  const wanted = search.get('add');
  const shown = edited ?? (wanted !== null ? { id: wanted, kind: 'folder' as const, path: '' } : null);
  const add = (id = '') => setEdited({ id, kind: 'folder', path: '' });
  const close = () => {
    setEdited(null);
    setSearch({}, { replace: true });
  };
  const addButton = (
    <Button leftSection={<IconPlus size={14} />} onClick={() => add()}>
      Add folder
    </Button>
  );
  return (
    <Page
      header={
        <PageHeader
          title="Connections"
          subtitle="Folders of this node that datasets read from. A project names them; each node says where they are."
          actions={readOnly || connections.data?.length === 0 ? undefined : addButton}
        />
      }
    >
      {connections.error ? <ErrorNotice error={connections.error} /> : null}
      {connections.isPending ? <Skeleton h={160} /> : null}
      {missing.map((id) => (
        <div key={id} style={{ marginBottom: 16 }}>
          <Notice tone="warning" title={`This node has no connection “${id}”`}>
            {readers
              .get(id)
              ?.map(({ name }) => name)
              .join(', ')}{' '}
            cannot be read until it is there.
            <div style={{ marginTop: 8 }}>
              <Button size="xs" variant="default" onClick={() => add(id)}>
                Set up “{id}”
              </Button>
            </div>
          </Notice>
        </div>
      ))}
      {connections.data?.length === 0 ? (
        <EmptyState icon={IconPlugConnected} title="No connections yet" actions={readOnly ? undefined : addButton}>
          Files you add are copied into the project. To read a folder where it lies, and other folders on other nodes,
          add it here.
        </EmptyState>
      ) : null}
      {connections.data && connections.data.length > 0 ? (
        <Panel flush>
          <table className={tableClass}>
            <thead>
              <tr>
                <th>Name</th>
                <th>Folder</th>
                <th>Used by</th>
                <th>Test</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {connections.data.map((one) => (
                <Row
                  key={one.id}
                  {...{ one, projectId, readOnly, tested: tested[one.id] }}
                  readers={project.data ? (readers.get(one.id) ?? []) : null}
                  onTest={() => void test(one.id)}
                  onEdit={() => setEdited(one)}
                  onDelete={() => setDoomed(one)}
                />
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
      {shown ? (
        <ConnectionDialog
          key={shown.id}
          start={shown}
          taken={known}
          onClose={close}
          onSaved={(id) => {
            invalidate(['connections.list', 'flow.get']);
            close();
            void test(id);
          }}
        />
      ) : null}
      {doomed ? (
        <DeleteConnection connection={doomed} readers={readers.get(doomed.id) ?? []} onClose={() => setDoomed(null)} />
      ) : null}
    </Page>
  );
}

interface RowProps {
  one: Connection;
  projectId: string;
  readOnly: boolean;
  tested: Tested | undefined;
  readers: readonly Dataset[] | null;
  onTest: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** The datasets that read from a connection, the first of many; null while they are not known. */
function Readers({ projectId, readers }: { projectId: string; readers: RowProps['readers'] }) {
  if (readers === null) return <Skeleton h={12} w={160} />;
  if (readers.length === 0) return <span style={{ color: 'var(--mr-dim)' }}>nothing here</span>;
  return (
    <>
      {readers.slice(0, MOST_NAMED).map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Link href={`/p/${projectId}/datasets/${id}`} style={{ color: 'var(--mr-accent-text)' }}>
            {name}
          </Link>
        </span>
      ))}
      {readers.length > MOST_NAMED ? ` and ${readers.length - MOST_NAMED} more` : ''}
    </>
  );
}

function Row({ one, projectId, readOnly, tested, readers, onTest, onEdit, onDelete }: RowProps) {
  return (
    <tr>
      <td>
        <span style={{ display: 'flex', gap: 8, alignItems: 'center', fontWeight: 500 }}>
          <IconFolder size={16} stroke={1.6} color="var(--mr-dataset)" />
          {one.id}
        </span>
      </td>
      <td style={{ fontFamily: 'var(--mantine-font-family-monospace)', overflowWrap: 'anywhere' }}>{one.path}</td>
      <td>
        <Readers projectId={projectId} readers={readers} />
      </td>
      <td>
        <span style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <Button size="compact-xs" variant="default" loading={tested === 'busy'} onClick={onTest}>
            Test
          </Button>
          {tested && tested !== 'busy' ? (
            <StatusBadge tone={tested.ok ? 'done' : 'failed'} label={tested.ok ? 'Works' : 'Cannot be reached'} />
          ) : null}
        </span>
        {tested && tested !== 'busy' ? (
          <div style={{ marginTop: 4, fontSize: 12, color: 'var(--mr-dim)', overflowWrap: 'anywhere' }}>
            {tested.message}
          </div>
        ) : null}
      </td>
      <td>
        {readOnly ? null : (
          <span style={{ display: 'flex', gap: 4, justifyContent: 'flex-end' }}>
            <Tooltip label="Change the folder">
              <ActionIcon aria-label={`Change ${one.id}`} onClick={onEdit}>
                <IconPencil size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon aria-label={`Delete ${one.id}`} onClick={onDelete}>
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </td>
    </tr>
  );
}
