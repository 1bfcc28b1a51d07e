import { Button, FileButton, Loader, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { IconCircleX, IconFile, IconUpload } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { Edit } from '../../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { ApiError, call } from '../../client/call.ts';
import { layoutEdit } from '../../flow/edits.ts';
import { takenIds } from '../../flow/graph.ts';
import { freeId } from '../../flow/ids.ts';
import type { Places } from '../../flow/layout.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { rowsOfPage } from '../../grid/use-rows.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatBytes } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './flow-page.module.css';

interface Added {
  key: string;
  file: File;
  name: string;
  path: string | null;
  found: RouteReply<'projects.detect'> | null;
  error: ApiError | null;
}

const nameOf = (file: File) => file.name.replace(/\.(gz|zst)$/i, '').replace(/\.[^.]+$/, '');
let count = 0;

/** Uploads files one after the other and asks the node what is in them. */
function useUploads(projectId: string) {
  const [list, setList] = useState<Added[]>([]);
  const update = useCallback(
    (key: string, change: Partial<Added>) =>
      setList((old) => old.map((one) => (one.key === key ? { ...one, ...change } : one))),
    [],
  );
  const add = useCallback(
    async (files: readonly File[]) => {
      const made = files.map((file) => {
        count += 1;
        return { key: `f${count}`, file, name: nameOf(file), path: null, found: null, error: null };
      });
      setList((old) => [...old, ...made]);
      const params = { project: projectId };
      for (const { key, file } of made) {
        try {
          const { path } = await call('projects.upload', { params, query: { name: file.name } }, { file });
          update(key, { path });
          update(key, { found: await call('projects.detect', { params, body: { connection: 'project', path } }) });
        } catch (error) {
          update(key, {
            error: error instanceof ApiError ? error : new ApiError(0, { code: 'CLIENT', message: String(error) }),
          });
        }
      }
    },
    [projectId, update],
  );
  return { list, add, update };
}

/** One edit that makes a dataset of each file, in a column on the canvas. */
function createDatasets(projectId: string, list: readonly Added[], at: { x: number; y: number }): void {
  const project = loadedProject(projectId)?.project;
  if (!project) return;
  const taken = takenIds(project);
  const places: Places = {};
  const edits: Edit[] = list.flatMap(({ name, path, found }, index): Edit[] => {
    if (!path || !found) return [];
    const id = freeId(name, taken);
    places[id] = { x: Math.round(at.x), y: Math.round(at.y + index * 88) };
    const source = { kind: 'files', connection: 'project', path, format: found.format };
    return [{ family: 'datasets', id, value: { id, name, source, schema: found.schema } }];
  });
  const label = edits.length === 1 ? `Add dataset ${list[0]?.name}` : `Add ${edits.length} datasets`;
  void editProject(projectId, [...edits, layoutEdit(project, places)], { label });
  useSelection.getState().set({ reveal: Object.keys(places)[0] ?? null });
}

interface AddFilesProps {
  projectId: string;
  start: { files: readonly File[]; at: { x: number; y: number } };
  onClose: () => void;
}

/** Files become datasets: uploaded, looked into, named. */
export function AddFiles({ projectId, start, onClose }: AddFilesProps) {
  const { list, add, update } = useUploads(projectId);
  const [active, setActive] = useState<string | null>(null);
  useEffect(() => void add(start.files), [add, start.files]);
  const shown = list.find(({ key }) => key === active) ?? list[0];
  const ready = list.filter(({ found }) => found);
  const busy = list.some(({ found, error }) => !found && !error);
  const pick = (
    <FileButton
      multiple
      accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.gz,.zst"
      onChange={(files) => void add(files)}
    >
      {(props) => (
        <Button {...props} variant={list.length === 0 ? 'filled' : 'default'} leftSection={<IconUpload size={14} />}>
          {list.length === 0 ? 'Choose files' : 'More files'}
        </Button>
      )}
    </FileButton>
  );
  return (
    <Modal opened onClose={onClose} title="Add datasets from files" size={960}>
      {shown ? (
        <div className={styles.files}>
          <div className={styles.fileList}>
            {list.map((one) => (
              <UnstyledButton
                key={one.key}
                className={styles.file}
                data-active={one === shown || undefined}
                onClick={() => setActive(one.key)}
              >
                {one.error ? <IconCircleX size={16} color="var(--mr-failed)" /> : <IconFile size={16} stroke={1.6} />}
                <span>{one.file.name}</span>
                {!one.found && !one.error ? <Loader size={12} /> : null}
              </UnstyledButton>
            ))}
            <div style={{ marginTop: 8 }}>{pick}</div>
          </div>
          <FileDetails one={shown} onName={(name) => update(shown.key, { name })} />
        </div>
      ) : (
        <EmptyState icon={IconUpload} title="Which files?" actions={pick}>
          CSV (also zipped), JSON, JSON lines or Parquet. They are copied into the project.
        </EmptyState>
      )}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={ready.length === 0}
          loading={busy}
          onClick={() => {
            createDatasets(projectId, ready, start.at);
            onClose();
          }}
        >
          {ready.length > 1 ? `Create ${ready.length} datasets` : 'Create dataset'}
        </Button>
      </div>
    </Modal>
  );
}

function FileDetails({ one, onName }: { one: Added; onName: (name: string) => void }) {
  const page = one.found?.page;
  return (
    <div className={styles.filePreview}>
      <TextInput label="Name of the dataset" value={one.name} onChange={(event) => onName(event.currentTarget.value)} />
      <span style={{ color: 'var(--mr-dim)', fontSize: 12 }}>
        {formatBytes(one.file.size)}
        {one.found ? ` · ${one.found.format.kind.toUpperCase()} · ${one.found.schema.length} columns` : ''}
      </span>
      {one.error ? <ErrorNotice error={one.error} /> : null}
      <div className={styles.fileGrid}>{page ? <DataGrid rows={rowsOfPage(page)} label="First rows" /> : null}</div>
    </div>
  );
}
