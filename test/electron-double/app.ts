import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { preventable, runtime } from './runtime.ts';
import { strict } from './strict.ts';

interface Closable {
  close(): void;
}

class AppDouble extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = strict(
    { appendSwitch: (_name: string, _value?: string) => undefined, hasSwitch: (_name: string) => false },
    'app.commandLine',
  );
  allWindows: () => Closable[] = () => [];
  private readonly paths = new Map<string, string>();
  private readonly ready = Promise.withResolvers<void>();
  private hasBecomeReady = false;
  private isQuitting = false;
  private lockFolder = '';

  getName(): string {
    return runtime.packageJson.productName ?? runtime.packageJson.name ?? 'Electron';
  }

  getVersion(): string {
    return runtime.packageJson.version ?? '';
  }

  getAppPath(): string {
    return runtime.appPath;
  }

  getPath(name: string): string {
    const known: Record<string, string> = {
      home: homedir(),
      temp: tmpdir(),
      appData: join(homedir(), '.config'),
      userData: join(homedir(), '.config', this.getName()),
      exe: process.execPath,
    };
    const path = this.paths.get(name) ?? known[name];
    if (!path) throw new Error(`electron double: app.getPath('${name}') is not implemented`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  enableSandbox(): void {}

  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  isReady(): boolean {
    return this.hasBecomeReady;
  }

  /** Called by the launcher when the browser is there and the app's main file has run. */
  becomeReady(): void {
    this.hasBecomeReady = true;
    this.ready.resolve();
    app.emit('ready', preventable({}), {});
  }

  /** A folder as lock; a second instance leaves its arguments in it and the first one watches. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'electron-double-lock');
    mkdirSync(this.getPath('userData'), { recursive: true });
    try {
      mkdirSync(folder);
    } catch {
      if (isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))) {
        writeFileSync(join(folder, `${process.pid}.tmp`), '');
        writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
        return false;
      }
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    }
    this.lockFolder = folder;
    writeFileSync(join(folder, 'pid'), String(process.pid));
    watch(folder, () => this.readSecondInstances()).unref();
    return true;
  }

  releaseSingleInstanceLock(): void {
    if (this.lockFolder) rmSync(this.lockFolder, { recursive: true, force: true });
    this.lockFolder = '';
  }

  private readSecondInstances(): void {
    if (!this.lockFolder) return;
    for (const name of readdirSync(this.lockFolder).filter((file) => file.endsWith('.json'))) {
      const text = readFileSync(join(this.lockFolder, name), 'utf8');
      if (!text.endsWith('}')) continue;
      rmSync(join(this.lockFolder, name));
      const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
      app.emit('second-instance', preventable({}), argv, cwd, null);
    }
  }

  /** Called by the windows. */
  onLastWindowClosed(): void {
    if (this.isQuitting) return;
    if (app.listenerCount('window-all-closed') === 0) this.quit();
    else app.emit('window-all-closed');
  }

  quit(): void {
    const before = preventable({});
    app.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.isQuitting = true;
    for (const window of this.allWindows()) window.close();
    if (this.allWindows().length > 0) {
      this.isQuitting = false;
      return;
    }
    const will = preventable({});
    app.emit('will-quit', will);
    if (will.defaultPrevented) return;
    app.emit('quit', preventable({}), 0);
    this.exit(0);
  }

  exit(code = 0): void {
    this.releaseSingleInstanceLock();
    process.exit(code);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = strict(new AppDouble(), 'app');
