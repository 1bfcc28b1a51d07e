import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:https';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { packArchive } from '../../nodes/engine/bundles/pack.ts';
import { sleep } from '../../nodes/platform/clock.ts';
import { walkFiles } from '../../nodes/platform/files.ts';
import { request } from '../../nodes/platform/http-client.ts';
import { makeSigningKey } from '../../nodes/platform/keys.ts';
import {
  bankFolder,
  connectBank,
  type Kind,
  makeProject,
  startTestNode,
  type TestNode,
  temporaryFolder,
  until,
} from '../integration/nodes-support.ts';

export const project = 'payments';

/** Archives of one project, in a first version and in one that takes long to unpack, signed by a key of the test. */
export interface Archives {
  bank: string;
  signer: string;
  first: string;
  large: string;
}

/** The size that makes unpacking last long enough to be hit for sure: it is verified, hashed and synced to disk. */
const paddingBytes = 160 * 2 ** 20;
const key = makeSigningKey();

/** Makes the project on a Design node, with more scenarios if given, and packs it as a bundle or as its service. */
export async function makeArchives(kind: 'automation' | 'api', scenarios: Edit[] = []): Promise<Archives> {
  const bank = bankFolder();
  const design = await startTestNode('design');
  await makeProject(design, bank);
  if (scenarios.length > 0)
    await design.call('projects.edit', { params: { project }, json: { label: 'Scenarios', edits: scenarios } });
  const made =
    kind === 'automation'
      ? await design.call('bundles.create', { params: { project }, json: {} })
      : await design.call('services.create', { params: { project, service: 'fraud-check' }, json: {} });
  const folder = temporaryFolder('archives');
  const url = `${design.url}/api/deployer/published/${made.kind}/${made.id}/${made.version}`;
  const original = join(folder, 'original.millrace');
  await (await request({ url, pin: design.fingerprint, key: design.key })).saveTo(original);
  await design.child.stop();
  const first = join(folder, 'first.millrace');
  const large = join(folder, 'large.millrace');
  const padding = join(folder, 'padding.bin');
  writeFileSync(padding, randomBytes(paddingBytes));
  await repack(original, { version: '1', folder: join(folder, 'one'), to: first });
  await repack(original, { version: '2', folder: join(folder, 'two'), to: large, padding });
  return { bank, signer: key.publicKey, first, large };
}

async function repack(archive: string, how: { version: string; folder: string; to: string; padding?: string }) {
  const opened = await openArchive(archive, { trustedKeys: 'any' });
  await opened.extractTo(how.folder);
  opened.close();
  const entries = (await walkFiles(how.folder)).map((path) => ({ path, file: join(how.folder, path) }));
  const { changedAt: _, ...label } = opened.manifest;
  // The ending says that it is compressed already, so it is stored as it is.
  if (how.padding)
    entries.push({
      path: `${opened.manifest.kind === 'api-service' ? '' : 'project/files/'}padding.zip`,
      file: how.padding,
    });
  await packArchive({ ...label, version: how.version, entries, sign: key }, how.to);
}

/** A target node that trusts the archives, with the first version active. */
export async function targetWithFirst(kind: 'automation' | 'api', archives: Archives): Promise<TestNode> {
  const node = await startTestNode(kind, kind === 'api' ? { args: ['--workers', '2'] } : {});
  await node.call('trusted.put', { params: { key: archives.signer }, json: { name: 'Test' } });
  if (kind === 'automation') await connectBank(node, archives.bank);
  await node.call('archives.upload', { file: archives.first });
  await activate(node, kind, '1');
  return node;
}

export const itemOf = (kind: 'automation' | 'api') => (kind === 'automation' ? project : 'fraud-check');

export const activate = (node: TestNode, kind: 'automation' | 'api', version: string) =>
  node.call('archives.activate', { params: { item: itemOf(kind), version }, json: {} });

/** Starts the node again on the folder of one that was killed. */
export const startAgain = (node: TestNode, kind: Kind) =>
  startTestNode(kind, { folder: node.folder, ...(kind === 'api' ? { args: ['--workers', '2'] } : {}) });

/** Sends half of a file and no more, and kills the node while it waits for the rest. */
export async function killDuringUpload(node: TestNode, file: string): Promise<void> {
  const bytes = readFileSync(file);
  const upload = plainRequest(`${node.url}/api/archives`, {
    method: 'PUT',
    rejectUnauthorized: false,
    headers: { authorization: `Bearer ${node.key}`, 'content-length': bytes.length },
  });
  upload.on('error', () => undefined);
  upload.write(bytes.subarray(0, bytes.length >> 1));
  await until(async () => leftovers(join(node.folder, 'uploads'))[0], 'the upload to begin');
  await node.child.kill();
  expect(leftovers(join(node.folder, 'uploads'))).toHaveLength(1);
}

/** Activates the second version and kills the node while it unpacks it; what lies half-unpacked proves that it was hit. */
export async function killDuringUnpacking(node: TestNode, kind: 'automation' | 'api'): Promise<void> {
  const folder = join(node.folder, 'bundles', itemOf(kind));
  const activation = activate(node, kind, '2').then(
    () => 'done',
    () => 'cut',
  );
  while (leftovers(folder).length === 0) await sleep(1);
  await node.child.kill();
  expect(await activation).toBe('cut');
  expect(leftovers(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toContain('2');
}

/** Names of files and folders on their way. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.includes('.tmp-'));
}

/** Names of everything on its way below a folder. */
export function allLeftovers(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.includes('.tmp-'));
}
