import { fail } from '../../contract/errors/index.ts';
import { equalInConstantTime, makePairingCode } from '../../platform/keys.ts';
import type { KeysStore } from '../../store/keys-store.ts';
import type { KeyRing } from './key-ring.ts';

/** Lets one Deployer in by a code that is read from this node's start line and works once. */
export interface Pairing {
  /** The code to hand over, until it is used or guessed at too often; then undefined. */
  readonly code: string | undefined;
  /** Accepts archives of another signer from now on. */
  trust(publicKey: string, name: string): void;
  /** Exchanges the code for a key with the right to deploy, and trusts the caller's archives. NODE_PAIRING_CODE. */
  pair(request: { code: string; name: string; publicKey: string }): { keyId: string; key: string };
}

const mostWrongTries = 5;

export function createPairing(store: KeysStore, ring: KeyRing): Pairing {
  let code: string | undefined = makePairingCode();
  let wrongTries = 0;
  const trust = (publicKey: string, name: string) => {
    if (!/^[0-9a-f]{64}$/.test(publicKey))
      throw fail('INPUT_INVALID', { where: 'publicKey', problem: '64 hex digits are needed' });
    store.trusted.put({ id: publicKey, name, addedAt: new Date().toISOString() });
  };
  return {
    trust,
    get code() {
      return code;
    },
    pair({ code: given, name, publicKey }) {
      if (code === undefined || !equalInConstantTime(given.trim().toUpperCase(), code)) {
        wrongTries += 1;
        if (wrongTries >= mostWrongTries) code = undefined;
        throw fail('NODE_PAIRING_CODE');
      }
      trust(publicKey, name);
      code = undefined;
      const { id, key } = ring.create({ name, right: 'deploy' });
      return { keyId: id, key };
    },
  };
}
