import { useCallback, useEffect, useRef, useState } from 'react';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { ApiError, call } from '../../client/call.ts';
import { type FileGroup, folderPattern, foldersInside, groupFiles } from '../../explore/import/dropped-files.ts';
import type { SourceDraft } from '../../explore/source/source-draft.ts';
import { slug } from '../../flow/ids.ts';
import { loadedProject } from '../../state/edit-project.ts';
import { withProgress } from '../../state/long-work.ts';
import { formatBytes, formatMany } from '../../ui/format.ts';

/** Something that will become a dataset. */
export interface Added {
  key: string;
  /** What it is called in the list: the name of the file or folder. */
  label: string;
  /** Name of the dataset. */
  name: string;
  /** The file it was made of; null for files of a connection. */
  file: File | null;
  isFolder: boolean;
  /** Known once the files are with the node. */
  draft: SourceDraft | null;
  found: RouteReply<'projects.detect'> | null;
  error: ApiError | null;
  isFetching: boolean;
}

type Detected = Pick<Added, 'found' | 'error' | 'isFetching'>;

const nameOf = (file: string): string => file.replace(/\.(gz|zst)$/i, '').replace(/\.[^.]+$/, '');
const asError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, { code: 'CLIENT', message: String(error) });
const draftAt = (connection: string, path: string): SourceDraft => ({ connection, path, format: null, schema: null });
let count = 0;
const nextKey = () => {
  count += 1;
  return `f${count}`;
};

function itemOf({ folder, files, others }: FileGroup): Added {
  const [file = null] = files;
  const count =
    others > 0 ? `${files.length} of ${formatMany(files.length + others, 'file')}` : formatMany(files.length, 'file');
  const label = folder ? `${folder} (${count})` : (file?.name ?? '');
  const empty = { draft: null, found: null, error: null, isFetching: true };
  return { key: nextKey(), label, name: folder ?? nameOf(label), file, isFolder: folder !== null, ...empty };
}

/** A folder of the project's files that no dataset reads from. */
function freeFolder(projectId: string, wanted: string): string {
  const paths = Object.values(loadedProject(projectId)?.project.datasets ?? {}).flatMap(({ source }) =>
    source.kind === 'files' && source.connection === 'project' ? [source.path] : [],
  );
  const base = slug(wanted);
  let name = base;
  for (let number = 2; paths.some((path) => path.startsWith(`${name}/`)); number += 1) name = `${base}_${number}`;
  return name;
}

/** Files, folders and places that are to become datasets: uploaded one after the other, then looked into. */
export function useAddedItems(projectId: string) {
  const [list, setList] = useState<Added[]>([]);
  const latest = useRef(list);
  latest.current = list;
  const closed = useRef(new AbortController());
  // What is still on its way when the dialog closes is not wanted any more.
  useEffect(() => {
    const controller = new AbortController();
    closed.current = controller;
    return () => controller.abort();
  }, []);
  const update = useCallback(
    (key: string, change: Partial<Added>) =>
      setList((old) => old.map((one) => (one.key === key ? { ...one, ...change } : one))),
    [],
  );
  const upload = useCallback(
    async (file: File, folder?: string): Promise<string> => {
      const query = { name: file.name, ...(folder && { folder }) };
      const sent = await withProgress(`Uploading ${file.name}`, ({ signal, report }) =>
        call(
          'projects.upload',
          { params: { project: projectId }, query },
          {
            file,
            signal: AbortSignal.any([signal, closed.current.signal]),
            onProgress: (bytes, total) =>
              report((100 * bytes) / total, `${formatBytes(bytes)} of ${formatBytes(total)}`),
          },
        ),
      );
      if (!sent) throw new ApiError(0, { code: 'CLIENT', message: `The upload of ${file.name} was stopped` });
      return sent.path;
    },
    [projectId],
  );
  const addFiles = useCallback(
    async (files: readonly File[]): Promise<string[]> => {
      const made = groupFiles(files).map((group) => ({ group, item: itemOf(group) }));
      setList((old) => [...old, ...made.map(({ item }) => item)]);
      for (const { group, item } of made) {
        try {
          const folder = group.folder === null ? undefined : freeFolder(projectId, group.folder);
          let path = '';
          for (const file of group.files)
            path = await upload(file, folder && [folder, ...foldersInside(file)].join('/'));
          update(item.key, { draft: draftAt('project', folder ? folderPattern(folder, group.files) : path) });
        } catch (error) {
          update(item.key, { error: asError(error), isFetching: false });
        }
      }
      return made.map(({ item }) => item.key);
    },
    [projectId, upload, update],
  );
  const addPlace = useCallback((): string => {
    const empty = { found: null, error: null, isFetching: false };
    const item = { key: nextKey(), label: 'From a connection', name: '', file: null, isFolder: false, ...empty };
    setList((old) => [...old, { ...item, draft: draftAt('project', '') }]);
    return item.key;
  }, []);
  const onDetected = useCallback(
    (key: string, detected: Detected) => {
      const item = latest.current.find((one) => one.key === key);
      const isPlace = item?.file === null && item.draft?.path;
      const named =
        isPlace && item.name === '' && detected.found
          ? { name: nameOf(item.draft?.path.split('/').at(-1)?.replaceAll(/[*?]+/g, '') ?? '') || 'data' }
          : {};
      update(key, { ...detected, ...named, ...(isPlace && { label: item.draft?.path ?? '' }) });
    },
    [update],
  );
  const remove = useCallback((key: string) => setList((old) => old.filter((one) => one.key !== key)), []);
  return { list, update, addFiles, addPlace, onDetected, remove };
}

export type AddedItems = ReturnType<typeof useAddedItems>;
