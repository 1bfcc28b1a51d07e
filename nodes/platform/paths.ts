import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../contract/errors/index.ts';

/** The folder that holds `resources/` and `package.json`: the checkout, or the unpacked application. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'resources')))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the folder with package.json and resources was not found');
    folder = above;
  }
  return folder;
}

/** A file or folder below `resources/`. In a packed desktop app files that native code opens lie beside the archive. */
export function resourcePath(...parts: string[]): string {
  return join(packageRoot(), 'resources', ...parts);
}

/** Where a node keeps its data when the caller names no folder, by the habit of the system. */
export function defaultDataFolder(node: string): string {
  const fromEnvironment = process.env.MILLRACE_DATA;
  if (fromEnvironment) return join(fromEnvironment, node);
  const home = homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Millrace', node);
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Millrace', node);
  return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'millrace', node);
}

/** True when `path` is `folder` or lies below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/** `relativePath` below `folder`; a path that leaves it is INPUT_INVALID. */
export function joinInside(folder: string, relativePath: string): string {
  const path = resolve(folder, relativePath);
  if (isAbsolute(relativePath) || relativePath.includes('\0') || !isInside(folder, path))
    throw fail('INPUT_INVALID', { where: 'path', problem: `“${relativePath}” leaves its folder` });
  return path;
}
