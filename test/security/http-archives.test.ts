import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packArchive } from '../../nodes/engine/bundles/pack.ts';
import { makeSigningKey, type SigningKey } from '../../nodes/platform/keys.ts';
import { callNode } from '../../nodes/services/deploy/node-client.ts';
import { startTestNode, type TestNode, temporaryFolder } from '../integration/nodes-support.ts';

let automation: TestNode;
let deployKey: string;
const trusted = makeSigningKey();
const folder = temporaryFolder('security');

async function archive(name: string, sign: SigningKey, kind: 'project-bundle' | 'api-service' = 'project-bundle') {
  const file = join(folder, `${name}.millrace`);
  const info = JSON.stringify({ format: 1, id: 'payments', name, description: '' });
  const label = { kind, id: 'payments', name, version: '1', author: 'test', notes: '' };
  const requires = { millrace: '0.1.0', connections: [] };
  await packArchive({ ...label, requires, entries: [{ path: 'project/millrace.json', bytes: info }], sign }, file);
  return file;
}

beforeAll(async () => {
  automation = await startTestNode('automation');
  const json = { code: automation.pairingCode, name: 'Design', publicKey: trusted.publicKey };
  ({ key: deployKey } = await callNode({ url: automation.url, fingerprint: automation.fingerprint }, 'node.pair', {
    json,
  }));
}, 60_000);
afterAll(async () => {
  await automation?.child.stop();
});

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );
const upload = (file: string, key = deployKey) =>
  codeOf(callNode({ url: automation.url, fingerprint: automation.fingerprint, key }, 'archives.upload', { file }));

describe('a node that is deployed to', () => {
  it('refuses an archive with any changed byte', async () => {
    const file = await archive('tampered', trusted);
    const bytes = readFileSync(file);
    for (const at of [0, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      writeFileSync(file, changed);
      expect(await upload(file)).toMatch(/^BUNDLE_/);
    }
    expect(await automation.call('archives.list')).toEqual([]);
  });

  it('refuses the archive of an unknown signer', async () => {
    expect(await upload(await archive('stranger', makeSigningKey()))).toBe('BUNDLE_UNKNOWN_SIGNER');
  });

  it('refuses an archive of the other kind', async () => {
    expect(await upload(await archive('service', trusted, 'api-service'))).toBe('ARCHIVE_KIND');
  });

  it('refuses uploads without a key, with an unknown key and with a key that may only read', async () => {
    const file = await archive('keys', trusted);
    expect(await upload(file, '')).toBe('AUTH_REQUIRED');
    expect(await upload(file, 'mr_unknown')).toBe('AUTH_REQUIRED');
    const { key } = await automation.call('keys.create', { json: { name: 'reader', right: 'read' } });
    expect(await upload(file, key)).toBe('AUTH_RIGHT_MISSING');
    expect(await automation.call('archives.list')).toEqual([]);
  });

  it('takes the same archive twice, but not another one under its version', async () => {
    const file = await archive('first', trusted);
    expect(await upload(file)).toBe('accepted');
    expect(await upload(file)).toBe('accepted');
    expect((await automation.call('archives.list'))[0]?.versions).toHaveLength(1);
    expect(await upload(await archive('second', trusted))).toBe('ARCHIVE_VERSION_TAKEN');
  });

  it('pairs once: neither the used code nor guesses open it again', async () => {
    const pair = (code: string) =>
      codeOf(
        callNode({ url: automation.url, fingerprint: automation.fingerprint }, 'node.pair', {
          json: { code, name: 'Other', publicKey: makeSigningKey().publicKey },
        }),
      );
    expect(await pair(automation.pairingCode ?? '')).toBe('NODE_PAIRING_CODE');
    for (let i = 0; i < 6; i++) expect(await pair('AAAA-AAAA-AAAA')).toBe('NODE_PAIRING_CODE');
  });

  it('is not spoken to when its certificate is another than the pinned one', async () => {
    const address = { url: automation.url, fingerprint: '0'.repeat(64), key: deployKey };
    expect(await codeOf(callNode(address, 'archives.list'))).toBe('NODE_FINGERPRINT');
  });

  it('says nothing of its insides to strangers', async () => {
    const info = await callNode({ url: automation.url, fingerprint: automation.fingerprint }, 'node.info');
    expect(Object.keys(info).sort()).toEqual(['id', 'kind', 'name', 'readOnly', 'right', 'version']);
    expect(info.right).toBe('public');
    for (const path of [
      '/api/events',
      '/metrics',
      '/api/items',
      '/api/keys',
      '/../../etc/passwd',
      '/api/projects/..%2f..',
    ]) {
      const reply = await codeOf(
        callNode({ url: automation.url + path, fingerprint: automation.fingerprint }, 'archives.list'),
      );
      expect(reply).not.toBe('accepted');
    }
  });
});
