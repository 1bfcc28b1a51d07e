import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packArchive } from '../../engine/bundles/pack.ts';
import { makeSigningKey } from '../../platform/keys.ts';
import { createLog } from '../../platform/log.ts';
import { type Activations, openActivations } from '../../store/activations.ts';
import { openDatabase } from '../../store/database.ts';
import { openKeysStore } from '../../store/keys-store.ts';
import { type Archives, type ArchiveTarget, openArchives } from './archives.ts';

const sign = makeSigningKey();
const log = createLog({ name: 'test', level: 'silent' });
const settings = { connections: {}, variables: {}, scenarios: {}, access: 'keys' as const };
let folder: string;
let store: Activations;
let open: (keepVersions?: number) => Promise<Archives>;
let close: () => void;

/** A target that runs everything it is given. */
const target: ArchiveTarget = {
  accepts: 'project-bundle',
  preload: async () => ({ ok: true, checks: [] }),
  activate: async (_version, _settings, moveInStore) => moveInStore(),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'));
  const db = await openDatabase(join(folder, 'node.db'));
  const keys = openKeysStore(db);
  keys.trusted.put({ id: sign.publicKey, name: 'test', addedAt: '2025-01-01T00:00:00.000Z' });
  store = openActivations(db);
  open = (keepVersions) =>
    openArchives({ folder, store, keys, target, log, ...(keepVersions === undefined ? {} : { keepVersions }) });
  close = () => db.close();
});
afterEach(async () => {
  close();
  await rm(folder, { recursive: true, force: true });
});

async function upload(archives: Archives, version: string): Promise<void> {
  const file = join(folder, `${version}.millrace`);
  const label = { kind: 'project-bundle' as const, id: 'payments', name: 'Payments', author: 'test', notes: '' };
  const entries = [{ path: 'project/millrace.json', bytes: `{"version":"${version}"}` }];
  await packArchive({ ...label, version, entries, requires: { millrace: '0.1.0', connections: [] }, sign }, file);
  await archives.upload(file);
}

const versions = () => store.items().flatMap((item) => item.versions.map(({ version }) => version));
const unpacked = async () => (await readdir(join(folder, 'bundles', 'payments'))).sort();

describe('the versions of an item', () => {
  it('are kept as many as asked for, the active one and the one before it in any case', async () => {
    const archives = await open(2);
    for (const version of ['1', '2', '3', '4', '5']) await upload(archives, version);
    expect(await archives.activate('payments', '1', settings)).toEqual({ previous: null, active: '1' });
    expect(versions()).toEqual(['5', '4', '1']);
    await archives.activate('payments', '5', settings);
    expect(versions()).toEqual(['5', '4', '1']);
    await archives.activate('payments', '4', settings);
    expect(versions()).toEqual(['5', '4']);
    expect(await unpacked()).toEqual(['4', '5']);
    expect(await readdir(join(folder, 'archives'))).toHaveLength(2);
    expect(await archives.activate('payments', '5', settings)).toEqual({ previous: '4', active: '5' });
  });

  it('that nobody owns any more are removed at the next start, the others stay', async () => {
    await upload(await open(), '1');
    await (await open()).activate('payments', '1', settings);
    await writeFile(join(folder, 'archives', `${'0'.repeat(64)}.millrace`), 'left by a killed process');
    await mkdir(join(folder, 'bundles', 'payments', '9'), { recursive: true });
    await open();
    expect(await unpacked()).toEqual(['1']);
    expect(await readdir(join(folder, 'archives'))).toHaveLength(1);
  });
});
