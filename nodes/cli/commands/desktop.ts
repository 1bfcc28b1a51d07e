import { join } from 'node:path';
import type { Command } from 'commander';
import { startDesign } from '../../design/main.ts';
import { openInBrowser, runProgram, startChild } from '../../platform/child.ts';
import { exists } from '../../platform/files.ts';
import { createLog } from '../../platform/log.ts';
import { defaultDataFolder, packageRoot } from '../../platform/paths.ts';
import { stopOnSignals } from '../../server/lifecycle.ts';

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

export function addDesktop(command: Command): void {
  command
    .option('--data <dir>', 'data folder of the Design node')
    .option('--port <n>', 'port for the browser', '4700')
    .option('--no-open', 'do not open the browser')
    .action(async (options: { data?: string; port: string; open: boolean }) => {
      const electron = (await findElectron()) ?? (await fetchElectron());
      const data = options.data ?? defaultDataFolder('design');
      if (electron) {
        const child = startChild({
          name: 'the desktop app',
          command: electron,
          args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), packageRoot(), '--data', data],
        });
        process.exitCode = (await child.ended).code ?? 1;
        return;
      }
      const node = await startDesign(
        ['--data', data, '--port', options.port, '--host', '127.0.0.1', '--desktop', '--log-level', 'warn'],
        {
          quiet: true,
        },
      );
      const address = `${node.url}/#token=${node.token}`;
      stopOnSignals(node.stop, createLog({ name: 'desktop', level: 'warn' }));
      console.log(`Electron is not installed, so the workbench is served here: ${address}`);
      if (options.open && !(await openInBrowser(address)))
        console.log('Open this address in your browser. Ctrl+C stops it.');
    });
}

/** How long the download of Electron may take before the browser is used instead. */
const fetchSeconds = 20;

/** Lets Electron's package fetch its binary, once, where there is a screen to show a window on. Fails at once on a closed network. */
async function fetchElectron(): Promise<string | undefined> {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const installer = join(packageRoot(), 'node_modules', 'electron', 'install.js');
  if (!hasScreen || !(await exists(installer))) return undefined;
  const signal = AbortSignal.timeout(fetchSeconds * 1000);
  await runProgram({ name: 'the download of Electron', args: [installer], signal }).catch(() => undefined);
  return findElectron();
}

/** Path of the Electron program, when it is installed. */
async function findElectron(): Promise<string | undefined> {
  const name = binaries[process.platform];
  if (!name) return undefined;
  const path = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageRoot(), 'node_modules', 'electron', 'dist');
  return (await exists(join(path, name))) ? join(path, name) : undefined;
}
