import { hash } from 'node:crypto';
import { fail } from '../../contract/errors/index.ts';

/** A key that may ask for predictions: of one service, or of all when `service` is null. */
export interface PredictKey {
  /** SHA-256 of the key in hex. */
  hash: string;
  service: string | null;
}

/** Who may ask which service. Changed as a whole when keys change. */
export interface Access {
  /** Services that anyone may ask. */
  publicServices: readonly string[];
  keys: readonly PredictKey[];
}

/** A check for requests: throws AUTH_REQUIRED, or AUTH_RIGHT_MISSING for a key of another service. */
export function createAccessCheck(access: Access): (service: string, key: string | undefined) => void {
  const open = new Set(access.publicServices);
  const byHash = new Map<string, Set<string | null>>();
  for (const { hash, service } of access.keys) byHash.set(hash, (byHash.get(hash) ?? new Set()).add(service));
  return (service, key) => {
    if (open.has(service)) return;
    if (key === undefined) throw fail('AUTH_REQUIRED');
    // Looking up the hash tells nothing by its timing: nobody can choose keys by the hashes they give.
    const services = byHash.get(hash('sha256', key, 'hex'));
    if (!services) throw fail('AUTH_REQUIRED');
    if (!services.has(service) && !services.has(null))
      throw fail('AUTH_RIGHT_MISSING', { name: 'service key', has: 'predict', needs: `predict (${service})` });
  };
}
