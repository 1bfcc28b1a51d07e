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
}

/** Files by the folder they came in: each folder is one dataset, each other file is one. Hidden files are left out. */
export function groupFiles(files: readonly File[]): FileGroup[] {
  const folders = new Map<string, File[]>();
  const groups: FileGroup[] = [];
  for (const file of files) {
    if (file.name.startsWith('.')) continue;
    const folder = file.webkitRelativePath?.split('/').slice(0, -1).at(0);
    if (!folder) {
      groups.push({ folder: null, files: [file] });
      continue;
    }
    const list = folders.get(folder);
    if (list) {
      list.push(file);
      continue;
    }
    const made = [file];
    folders.set(folder, made);
    groups.push({ folder, files: made });
  }
  return groups;
}

/** A pattern for the files of a folder: all of one ending when they share one. */
export function folderPattern(folder: string, files: readonly File[]): string {
  const endings = new Set(files.map(({ name }) => /(\.[A-Za-z0-9]+(\.(gz|zst))?)$/.exec(name)?.[1] ?? ''));
  const [only] = endings;
  return endings.size === 1 && only ? `${folder}/*${only}` : `${folder}/*`;
}
