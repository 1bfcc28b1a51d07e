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

/** Callers whose admission is remembered; more are looked up anew. */
const mostRemembered = 1000;

/**
 * A check of a request's `Authorization` header: throws AUTH_REQUIRED, or AUTH_RIGHT_MISSING for a key of another service. `keyOf` reads
 * the key from the header. Headers that were admitted are remembered as long as this check is used, so that a key is hashed once and
 * not for every request.
 */
export function createAccessCheck(
  access: Access,
  keyOf: (authorization: string | undefined) => string | undefined,
): (service: string, authorization: string | undefined) => void {
  const open = new Set(access.publicServices);
  const byHash = new Map<string, Set<string | null>>();
  for (const { hash, service } of access.keys) byHash.set(hash, (byHash.get(hash) ?? new Set()).add(service));
  const admitted = new Map<string, Set<string>>();
  return (service, authorization) => {
    if (open.has(service)) return;
    if (authorization === undefined) throw fail('AUTH_REQUIRED');
    const known = admitted.get(authorization);
    if (known?.has(service)) return;
    const key = keyOf(authorization);
    if (key === undefined) throw fail('AUTH_REQUIRED');
    // Looking up the hash tells nothing by its timing: nobody can choose keys by the hashes they give.
    const services = byHash.get(hash('sha256', key, 'hex'));
    if (!services) throw fail('AUTH_REQUIRED');
    if (!services.has(service) && !services.has(null))
      throw fail('AUTH_RIGHT_MISSING', { name: 'service key', has: 'predict', needs: `predict (${service})` });
    if (known) known.add(service);
    else if (admitted.size < mostRemembered) admitted.set(authorization, new Set([service]));
  };
}
