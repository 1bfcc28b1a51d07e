import { existsSync, readFileSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Cdp } from './cdp.ts';
import { startChromium } from './chromium.ts';
import { preventable, runtime } from './runtime.ts';

const STAND_IN = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: STAND_IN, format: 'module-typescript', shortCircuit: true };
    return next(specifier, context);
  },
});

interface CommandLine {
  required: string[];
  flags: string[];
  appPath: string;
}

/** Reads Electron's command line: `[-r FILE] [--flag…] APP [argument…]`. */
function readCommandLine(args: readonly string[]): CommandLine {
  const required: string[] = [];
  const flags: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-r') required.push(args[++index] ?? '');
    else if (arg.startsWith('-')) flags.push(arg);
    else return { required, flags, appPath: resolve(arg) };
  }
  throw new Error('electron double: no app given');
}

function findMainFile(appPath: string): string {
  const isFolder = statSync(appPath).isDirectory();
  let folder = isFolder ? appPath : dirname(appPath);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  runtime.appPath = folder;
  runtime.packageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return isFolder ? join(folder, runtime.packageJson.main ?? 'index.js') : appPath;
}

const { required, flags, appPath } = readCommandLine(process.argv.slice(2));
process.argv.splice(1, 1);
const mainFile = findMainFile(appPath);
Object.assign(process.versions, { electron: '45.4.1', chrome: '156.0.0.0' });
Object.assign(process, { type: 'browser', resourcesPath: join(runtime.appPath, 'resources') });
const { app } = await import('./app.ts');
const { popUps } = await import('./web-contents.ts');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

if (flags.some((flag) => flag.startsWith('--inspect'))) inspector.open(0, '127.0.0.1');
const browser = startChromium();
process.on('exit', browser.stop);
for (const file of required) createRequire(import.meta.url)(file);
await import(pathToFileURL(mainFile).href);

const opened = process.env.ELECTRON_DOUBLE_OPEN_FILE;
if (opened) app.emit('open-file', preventable({}), opened);

const url = await browser.url;
const cdp = await Cdp.connect(url);
popUps.watch(cdp);
runtime.connected(cdp);
process.stderr.write(`DevTools listening on ${url}\n`);
app.becomeReady();
