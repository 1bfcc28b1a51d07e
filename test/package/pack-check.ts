import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { writeStubElectron } from './stub-electron.ts';
import { tinyOnnxModel } from './tiny-onnx.ts';

/**
 * Checks the packaging without Electron's binary: the configuration, a whole `--dir` build over a stub distribution, what
 * went into the archive, and that the packed node runs from it under plain Node.
 * `--no-build` takes `dist/` as it is.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** States of a fuse as bytes of the binary. */
const FuseState = { DISABLE: 0x30, ENABLE: 0x31 } as const;
const require = createRequire(import.meta.url);
const work = await mkdtemp(join(tmpdir(), 'pack-check-'));
const release = join(work, 'release');
const unpacked = join(release, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
const archive = join(unpacked, 'resources', 'app.asar');
const extracted = join(work, 'extracted');
let passed = 0;
let failed = 0;

async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    passed += 1;
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(
      `  FAIL  ${name}\n        ${String(error instanceof Error ? error.message : error).replaceAll('\n', '\n        ')}`,
    );
  }
}

function expect(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}

/** Runs a Node program to its end; fails with what it printed. */
async function runNode(args: string[], cwd = ROOT): Promise<string> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((done) => child.once('close', done));
  expect(code === 0, `${args.join(' ')} ended with code ${code}:\n${output.slice(-2000)}`);
  return output;
}

async function buildApp(): Promise<void> {
  if (process.argv.includes('--no-build')) return;
  await runNode([
    join(ROOT, 'node_modules/vite/bin/vite.js'),
    'build',
    '-c',
    'renderer/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
  await runNode(['resources/build/bundle.ts']);
}

async function validateConfiguration(): Promise<void> {
  const library = require('app-builder-lib/out/util/config/config');
  const { DebugLogger } = require('builder-util');
  const config = await library.getConfig(ROOT, join(ROOT, 'electron-builder.yml'), null);
  await library.validateConfiguration(config, new DebugLogger(false));
  expect(config.npmRebuild === false, 'npmRebuild must be false');
}

async function buildPackage(): Promise<void> {
  const stub = join(work, 'electron');
  const { version } = JSON.parse(await readFile(join(ROOT, 'node_modules/electron/package.json'), 'utf8'));
  await writeStubElectron(stub, version);
  const settings = [`-c.electronDist=${stub}`, `-c.directories.output=${release}`];
  await runNode([require.resolve('electron-builder/cli.js'), '--linux', 'dir', '--publish', 'never', ...settings]);
  expect(existsSync(archive), `${archive} was not made`);
}

async function checkFuses(): Promise<void> {
  const fuses = await getCurrentFuseWire(join(unpacked, 'millrace'));
  const wanted = {
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  };
  for (const [option, state] of Object.entries(wanted)) {
    expect(fuses[Number(option) as FuseV1Options] === state, `fuse ${FuseV1Options[Number(option)]} is not as wanted`);
  }
}

const files = () => listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));

async function checkContents(): Promise<void> {
  const names = new Set(files());
  const needed = [
    '/package.json',
    '/dist/main/main.js',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
    '/dist/nodes/design.js',
    '/dist/nodes/cli.js',
    `/node_modules/@duckdb/node-bindings-linux-${process.arch}/duckdb.node`,
    `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    `/node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}/onnxruntime_binding.node`,
  ];
  const missing = needed.filter((name) => !names.has(name));
  expect(missing.length === 0, `missing: ${missing.join(', ')}`);
}

async function checkAbsences(): Promise<void> {
  const own = (path: string) => !path.startsWith('/node_modules/');
  const otherArch = process.arch === 'x64' ? 'arm64' : 'x64';
  const unwanted: ReadonlyArray<readonly [string, (path: string) => boolean]> = [
    ['other systems', (path) => /(prebuilds|napi-v6|@duckdb)\/.*(darwin|win32|linuxmusl)/.test(path)],
    [
      'other processors',
      (path) => new RegExp(`(prebuilds/linux-|napi-v6/linux/|bindings-linux-)${otherArch}`).test(path),
    ],
    ['tests', (path) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path) || (own(path) && path.startsWith('/test'))],
    ['own sources', (path) => own(path) && /^\/(main|nodes|preload|renderer)(\/|$)|\.tsx?$/.test(path)],
    ['development Node', (path) => /node_modules\/node-(linux|darwin|win)-/.test(path)],
    [
      'development packages',
      (path) => /node_modules\/(electron|electron-builder|vite|vitest|playwright|typescript|esbuild)\//.test(path),
    ],
    ['C sources', (path) => /\.(cc?|cpp|hp?p?|gyp)$/.test(path)],
    ['secrets', (path) => /\.(pem|key|env)$|\.npmrc$/.test(path)],
  ];
  const found = unwanted.flatMap(([what, matches]) => {
    const paths = files().filter(matches);
    return paths.length > 0 ? [`${what}: ${paths.slice(0, 5).join(', ')} (${paths.length})`] : [];
  });
  expect(found.length === 0, found.join('\n'));
}

/** Workers and assets that a bundled program names beside itself. */
async function checkReferences(): Promise<void> {
  const folder = join(extracted, 'dist', 'nodes');
  const missing: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue;
    const source = await readFile(join(folder, name), 'utf8');
    for (const [, target] of source.matchAll(/new URL\("(\.\/[^"]+)", import\.meta\.url\)/g)) {
      if (target && !existsSync(join(folder, target))) missing.push(`${name} → ${target}`);
    }
    for (const [, program] of source.matchAll(/programBeside\(import\.meta\.url, "([^"]+)"\)/g)) {
      if (program && !existsSync(join(folder, `${program}.js`))) missing.push(`${name} → ${program}.js`);
    }
  }
  expect(missing.length === 0, missing.join('\n'));
}

async function loadNativePackages(): Promise<void> {
  await writeFile(join(extracted, 'tiny.onnx'), tinyOnnxModel());
  const program = `
    import { DuckDBInstance } from '@duckdb/node-api';
    import Database from 'better-sqlite3';
    import { InferenceSession, Tensor } from 'onnxruntime-node';
    import updater from 'electron-updater';
    const connection = await (await DuckDBInstance.create()).connect();
    const [[six]] = (await connection.runAndReadAll('select 6::integer')).getRowsJS();
    const seven = new Database(':memory:').prepare('select 7').pluck().get();
    const session = await InferenceSession.create('tiny.onnx');
    const { y } = await session.run({ x: new Tensor('float32', [42], [1]) });
    console.log('answers', six, seven, y.data[0], typeof updater.AppImageUpdater);`;
  await writeFile(join(extracted, 'load-natives.mjs'), program);
  const output = await runNode(['load-natives.mjs'], extracted);
  expect(output.includes('answers 6 7 42 function'), output);
}

function readyLine(child: ChildProcess): Promise<{ url: string; token: string }> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.once('exit', (code) =>
      reject(new Error(`it ended with code ${code} before it was ready:\n${output.slice(-2000)}`)),
    );
    createInterface({ input: child.stdout! }).on('line', (line) => {
      output += `${line}\n`;
      if (line.includes('"event":"ready"')) resolve(JSON.parse(line));
    });
  });
}

async function runPackedNode(): Promise<void> {
  const args = [
    'dist/nodes/design.js',
    '--data',
    join(work, 'data'),
    '--port',
    '0',
    '--host',
    '127.0.0.1',
    '--desktop',
  ];
  const child = spawn(process.execPath, args, { cwd: extracted, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  try {
    const { url, token } = await readyLine(child);
    const page = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    expect(page.status === 200, `GET ${url} answered ${page.status}`);
    expect((await page.text()).includes('<script'), 'the workbench page is not served');
    expect(token.length >= 32, 'the token is too short');
    child.kill('SIGTERM');
    expect((await ended) === 0, 'it did not stop gracefully');
  } finally {
    child.kill('SIGKILL');
  }
}

await check('the app builds', buildApp);
await check('electron-builder.yml is valid', validateConfiguration);
await check('a whole build over a stub of Electron succeeds', buildPackage);
await check('fuses are set', checkFuses);
await check('the archive holds what the app needs', checkContents);
await check('the archive holds nothing else', checkAbsences);
await check('the archive can be extracted', async () => {
  extractAll(archive, extracted);
  await cp(`${archive}.unpacked`, extracted, { recursive: true });
});
await check('every file that a packed program refers to is beside it', checkReferences);
await check('DuckDB, SQLite and ONNX Runtime load from it', loadNativePackages);
await check('the Design node starts from it, serves the workbench and stops', runPackedNode);
await check('the command line starts from it', async () => {
  expect((await runNode(['dist/nodes/cli.js', '--version'], extracted)).includes('0.1.0'), 'no version printed');
});
await rm(work, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
