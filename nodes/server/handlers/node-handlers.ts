import { fail } from '../../contract/errors/index.ts';
import type { Connections } from '../../services/nodes/connections.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { Pairing } from '../../services/nodes/pairing.ts';
import type { HandlersOf } from '../bind-routes.ts';

export type HealthCheck = { name: string; ok: boolean; message: string };

export interface NodeState {
  isDraining(): boolean;
  checks(): HealthCheck[] | Promise<HealthCheck[]>;
  /** Told when API keys were made or revoked. */
  onKeysChanged?: () => Promise<void>;
}

/** What every node answers about itself, and its keys. */
export function nodeHandlers(
  base: NodeBase,
  state: NodeState,
): HandlersOf<'node.info' | 'node.health' | 'keys.list' | 'keys.create' | 'keys.delete'> {
  return {
    'node.info': ({ caller: { right } }) => ({
      ...base.info,
      readOnly: base.info.readOnly || right === 'read',
      right,
    }),
    'node.health': async () => {
      const checks = await state.checks();
      const status = state.isDraining() ? 'draining' : checks.every((check) => check.ok) ? 'ready' : 'degraded';
      return { status, checks };
    },
    'keys.list': () => base.ring.list(),
    'keys.create': (context, { body }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'keys.create',
        target: 'keys',
        change: async () => {
          const created = base.ring.create(body);
          await state.onKeysChanged?.();
          return created;
        },
      }),
    'keys.delete': (context, { params }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'keys.delete',
        target: `keys/${params.key}`,
        change: async () => {
          base.ring.remove(params.key);
          await state.onKeysChanged?.();
          return { ok: true as const };
        },
      }),
  };
}

const longestName = 200;

/** Pairing, and whose archives are accepted. */
export function pairHandler(base: NodeBase, pairing: Pairing): HandlersOf<'node.pair' | 'trusted.put'> {
  return {
    'trusted.put': (context, { params, body }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'trusted.put',
        target: `trusted/${params.key}`,
        change: async () => {
          pairing.trust(params.key, body.name);
          return { ok: true as const };
        },
      }),
    'node.pair': async (context, { body }) => {
      // Without a code nothing can succeed, and strangers must not be able to fill the audit log.
      if (pairing.code === undefined) throw fail('NODE_PAIRING_CODE');
      return base.mutate(context, {
        right: 'public',
        action: 'node.pair',
        target: `trusted/${body.name.slice(0, longestName)}`,
        change: async () => {
          const { key } = pairing.pair(body);
          return { id: base.info.id, name: base.info.name, kind: base.info.kind, key };
        },
      });
    },
  };
}

export function connectionHandlers(
  base: NodeBase,
  connections: Connections,
): HandlersOf<'connections.list' | 'connections.put' | 'connections.delete' | 'connections.test'> {
  return {
    'connections.list': () => connections.list(),
    'connections.put': (context, { params, body }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'connections.put',
        target: `connections/${params.connection}`,
        change: () => connections.put({ ...body, id: params.connection }),
      }),
    'connections.delete': (context, { params }) =>
      base.mutate(context, {
        right: 'admin',
        action: 'connections.delete',
        target: `connections/${params.connection}`,
        change: async () => {
          await connections.remove(params.connection);
          return { ok: true as const };
        },
      }),
    'connections.test': (_context, { params }) => connections.test(params.connection),
  };
}
