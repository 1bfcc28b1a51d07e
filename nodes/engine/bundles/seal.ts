import type { SigningKey } from '../../platform/keys.ts';
import { verifySignature } from '../../platform/keys.ts';

/**
 * The seal is the comment at the very end of the zip file: key and signature over the SHA-256 of every byte before it. So headers,
 * padding and the central directory are covered as well as the contents. Lower-case hex has one spelling: no byte of it can vary.
 */
const label = 'millrace-seal-1';
const pattern = new RegExp(`^${label} ([0-9a-f]{64}) ([0-9a-f]{128})$`);

/** Length of every seal in bytes. */
export const sealLength = label.length + 1 + 64 + 1 + 128;

export interface Seal {
  publicKey: string;
  signature: Uint8Array;
}

/** The seal for a file whose bytes before it have this SHA-256 (hex). */
export function makeSeal(digest: string, key: SigningKey): Uint8Array {
  const signature = Buffer.from(key.sign(signedText(digest))).toString('hex');
  return Buffer.from(`${label} ${key.publicKey} ${signature}`, 'latin1');
}

/** Undefined when the bytes are not a seal. */
export function parseSeal(bytes: Uint8Array): Seal | undefined {
  const match = pattern.exec(Buffer.from(bytes).toString('latin1'));
  return match ? { publicKey: match[1]!, signature: Buffer.from(match[2]!, 'hex') } : undefined;
}

export function isSealOf(seal: Seal, digest: string): boolean {
  return verifySignature(seal.publicKey, signedText(digest), seal.signature);
}

function signedText(digest: string): Uint8Array {
  return Buffer.from(`${label}\n${digest}`, 'latin1');
}
