import { isSideFile } from '../../../nodes/base/side-files.ts';

const readEntries = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    const path = entry.fullPath.replace(/^\//, '');
    // As a folder chosen in a dialog gives it.
    if (path.includes('/')) Object.defineProperty(file, 'webkitRelativePath', { value: path });
    return [file];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader gives its entries in portions, and none when it is through.
  for (let portion = await readEntries(reader); portion.length > 0; portion = await readEntries(reader))
    for (const one of portion) found.push(...(await filesIn(one)));
  return found;
}

/** Files that were dropped, those inside of folders with their path. Call it while the event is handled. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  if (entries.length === 0) return [...data.files];
  return (await Promise.all(entries.map(filesIn))).flat();
}

export interface FileGroup {
  /** Name of the folder, or null for a file of its own. */
  folder: string | null;
  files: File[];
  /** How many files of the folder are left out, since they are of no kind that is read. */
  others: number;
}

/** Endings of files that can be read. */
export const endings = 'csv tsv txt dat json jsonl ndjson parquet pq xlsx xlsm xlsb xls ods fwf prn'.split(' ');

const readable = new RegExp(`\\.(${endings.join('|')})(\\.(gz|zst))?$`, 'i');

/** Files that a dataset can be made of; the ending tells. */
export const isReadable = ({ name }: { name: string }): boolean => readable.test(name);

/**
 * Files by the folder they came in: each folder is one dataset, each other file is one. Files beside the data are left out:
 * hidden ones, marks, and in a folder with data what cannot be read.
 */
export function groupFiles(files: readonly File[]): FileGroup[] {
  const folders = new Map<string, File[]>();
  const groups: FileGroup[] = [];
  for (const file of files) {
    if (isSideFile(file.webkitRelativePath || file.name)) continue;
    const [folder, ...inside] = file.webkitRelativePath?.split('/') ?? [];
    if (!folder || inside.length === 0) {
      groups.push({ folder: null, files: [file], others: 0 });
      continue;
    }
    const list = folders.get(folder);
    if (list) list.push(file);
    else {
      const made = [file];
      folders.set(folder, made);
      groups.push({ folder, files: made, others: 0 });
    }
  }
  return groups.map(({ folder, files: all }) => {
    const data = all.filter(isReadable);
    const kept = folder === null || data.length === 0 ? all : data;
    return { folder, files: kept, others: all.length - kept.length };
  });
}

/** The folders inside of the dropped one that a file lies in. */
export const foldersInside = (file: File): string[] => file.webkitRelativePath.split('/').slice(1, -1);

/** A pattern for the files of a folder: all of one ending when they share one, at whatever depth they lie. */
export function folderPattern(folder: string, files: readonly File[]): string {
  const found = new Set(files.map(({ name }) => /(\.[A-Za-z0-9]+(\.(gz|zst))?)$/.exec(name)?.[1] ?? ''));
  const [only] = found;
  const depth = files.some((file) => foldersInside(file).length > 0) ? '**/' : '';
  return found.size === 1 && only ? `${folder}/${depth}*${only}` : `${folder}/${depth}*`;
}
