import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  equalInConstantTime,
  hashApiKey,
  keyFingerprint,
  loadSigningKey,
  makeApiKey,
  makePairingCode,
  makeSigningKey,
  makeToken,
  matchesApiKey,
  verifySignature,
} from './keys.ts';
import { openSecrets } from './secrets.ts';
import { loadServerCertificate, makeServerCertificate } from './tls.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777;

describe('signing keys', () => {
  it('sign what only they can have signed', () => {
    const key = makeSigningKey();
    const bytes = Buffer.from('manifest');
    const signature = key.sign(bytes);
    expect(verifySignature(key.publicKey, bytes, signature)).toBe(true);
    expect(key.sign(bytes)).toEqual(signature);
    expect(verifySignature(key.publicKey, Buffer.from('Manifest'), signature)).toBe(false);
    expect(verifySignature(makeSigningKey().publicKey, bytes, signature)).toBe(false);
    expect(verifySignature(key.publicKey.toUpperCase(), bytes, signature)).toBe(false);
    expect(verifySignature(key.publicKey, bytes, signature.subarray(1))).toBe(false);
    expect(verifySignature('00'.repeat(32), bytes, signature)).toBe(false);
    expect(keyFingerprint(key.publicKey)).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
  });

  it('are made once per node, for its owner alone', async () => {
    const key = await loadSigningKey(folder);
    expect((await loadSigningKey(folder)).publicKey).toBe(key.publicKey);
    expect(await modeOf('signing-key.pem')).toBe(0o600);
  });
});

describe('API keys and codes', () => {
  it('match their hash only', () => {
    const { key, hash } = makeApiKey();
    expect(key).toMatch(/^mr_[A-Za-z0-9_-]{43}$/);
    expect(hashApiKey(key)).toBe(hash);
    expect(matchesApiKey(key, hash)).toBe(true);
    expect(matchesApiKey(`${key}x`, hash)).toBe(false);
    expect(equalInConstantTime('token', 'token')).toBe(true);
    expect(equalInConstantTime('token', 'token2')).toBe(false);
  });

  it('are never the same twice and easy to read out', () => {
    expect(new Set(Array.from({ length: 100 }, makePairingCode)).size).toBe(100);
    expect(makePairingCode()).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
    expect(makeToken()).not.toBe(makeToken());
  });
});

describe('secrets', () => {
  it('are kept encrypted and found again', async () => {
    const secrets = await openSecrets(folder);
    await Promise.all([secrets.set('postgres', 'päss'), secrets.set('s3', 'key'), secrets.set('old', 'x')]);
    await secrets.remove('old');
    const again = await openSecrets(folder);
    expect(again.names()).toEqual(['postgres', 's3']);
    expect(again.get('postgres')).toBe('päss');
    expect(again.get('old')).toBeUndefined();
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('päss');
    expect([await modeOf('secrets.json'), await modeOf('secrets.key')]).toEqual([0o600, 0o600]);
  });

  it('cannot be read with another key, or moved to another name', async () => {
    const secrets = await openSecrets(folder);
    await secrets.set('test', 'harmless');
    await secrets.set('prod', 'secret');
    const path = join(folder, 'secrets.json');
    const file = JSON.parse(await readFile(path, 'utf8')) as { entries: Record<string, string> };
    await writeFile(path, JSON.stringify({ ...file, entries: { test: file.entries.prod } }));
    const swapped = await openSecrets(folder);
    expect(() => swapped.get('test')).toThrow('The stored secret “test” cannot be decrypted');
    await writeFile(path, JSON.stringify(file));
    await writeFile(join(folder, 'secrets.key'), Buffer.alloc(32, 1));
    expect(() => swapped.get('test')).toThrow();
    const other = await openSecrets(folder);
    expect(() => other.get('prod')).toThrow('The stored secret “prod” cannot be decrypted');
    await rm(join(folder, 'secrets.key'));
    await expect(openSecrets(folder)).rejects.toMatchObject({ code: 'NODE_SECRETS_UNREADABLE' });
  });
});

describe('server certificates', () => {
  it('are made once and kept for the owner alone', async () => {
    const made = await loadServerCertificate(folder, ['bank.example']);
    const again = await loadServerCertificate(folder);
    expect(again).toEqual(made);
    expect(made.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await modeOf('tls-key.pem')).toBe(0o600);
  });

  it('are refused when the key belongs to another', async () => {
    await loadServerCertificate(folder);
    await writeFile(join(folder, 'tls-key.pem'), (await makeServerCertificate()).key);
    await expect(loadServerCertificate(folder)).rejects.toMatchObject({ code: 'NODE_CERTIFICATE' });
    await writeFile(join(folder, 'tls-certificate.pem'), 'nonsense');
    await expect(loadServerCertificate(folder)).rejects.toMatchObject({ code: 'NODE_CERTIFICATE' });
  });
});
