import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { join } from 'node:path';
import { writeFileAtomic } from './atomic-write.ts';
import { exists, readText } from './files.ts';

/** An Ed25519 key pair of a node. */
export interface SigningKey {
  /** Raw 32 bytes in lower-case hex: how a public key is written everywhere. */
  readonly publicKey: string;
  /** Ed25519 signature (64 bytes); the same bytes always give the same signature. */
  sign(bytes: Uint8Array): Uint8Array;
}

export function makeSigningKey(): SigningKey {
  return signingKeyOf(generateKeyPairSync('ed25519').privateKey);
}

/** The key pair in `<folder>/signing-key.pem` (only the owner may read it), made on first use. */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const path = join(folder, 'signing-key.pem');
  if (await exists(path)) return signingKeyOf(createPrivateKey(await readText(path)));
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFileAtomic(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return signingKeyOf(privateKey);
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (!x) throw new Error('not an Ed25519 key');
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

/** True when `signature` is that of `bytes` by `publicKey` (hex). A malformed key or signature is just false. */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey) || signature.length !== 64) return false;
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  try {
    return verify(null, bytes, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

/** A short form of a public key for people to compare: `1f3a-88c0-…`, 16 hex digits of its SHA-256. */
export function keyFingerprint(publicKey: string): string {
  const digits = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex').slice(0, 16);
  return digits.match(/.{4}/g)?.join('-') ?? '';
}

/** An API key `mr_…` with 256 random bits. Only its hash is kept; the key is shown once. */
export function makeApiKey(): { key: string; hash: string } {
  const key = `mr_${randomBytes(32).toString('base64url')}`;
  return { key, hash: hashApiKey(key) };
}

/** SHA-256 in hex. Keys carry 256 random bits, so a fast hash is enough and allows a look-up by it. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

/** Compares without telling by the time taken where the difference lies. */
export function matchesApiKey(key: string, hash: string): boolean {
  return equalInConstantTime(hashApiKey(key), hash);
}

/** Compares two secrets (a token, a pairing code) in a time that does not depend on their content. */
export function equalInConstantTime(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A token of 256 random bits, for one launch or one download. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A one-time code to read out and type: `K7QF-2MXD-9RTB`, 60 random bits, without letters that look alike. */
export function makePairingCode(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const letters = Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('');
  return letters.match(/.{4}/g)?.join('-') ?? '';
}
