import type { Infrastructure, PairedNode } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { SigningKey } from '../../platform/keys.ts';
import { fingerprintAt } from '../../platform/peer-certificate.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { Deployments } from '../../store/deployments.ts';
import { explained } from '../error-body.ts';
import { callNode, type TargetNode, type TriedConnection, targetNode, triedConnections } from './node-client.ts';

type Settings = Pick<Infrastructure, 'id' | 'name' | 'kind' | 'stage'>;

/** Where things are deployed to. Keys of the nodes are kept among the secrets of this one. */
export interface Infrastructures {
  list(): Infrastructure[];
  find(id: string): Infrastructure | undefined;
  /** NOT_FOUND. */
  get(id: string): Infrastructure;
  put(settings: Settings): Infrastructure;
  remove(id: string): Promise<void>;
  /** Pairs a node by its code. DEPLOY_NODE_KIND, NODE_PAIRING_CODE, NODE_FINGERPRINT. */
  pair(id: string, request: { url: string; code: string; fingerprint?: string }): Promise<Infrastructure>;
  unpair(id: string, node: string): Promise<Infrastructure>;
  /** Its nodes; `signal` cuts off what is asked of them. */
  targets(id: string, signal?: AbortSignal): TargetNode[];
  health(id: string): Promise<{ node: string; ok: boolean; message: string }[]>;
  /** What each node can read from, tried there; nodes that do not answer say why. */
  connections(id: string): Promise<NodeConnections[]>;
}

export interface NodeConnections {
  node: string;
  name: string;
  problem: string | null;
  connections: TriedConnection[];
}

export interface InfrastructuresOptions {
  store: Deployments;
  secrets: Secrets;
  /** Signs our archives; paired nodes trust it. */
  signingKey: SigningKey;
  /** How nodes name us in their list of keys. */
  name: string;
}

const secretOf = (node: string) => `node-key/${node}`;

export function createInfrastructures({ store, secrets, signingKey, name }: InfrastructuresOptions): Infrastructures {
  const { infrastructures } = store;
  const get = (id: string): Infrastructure => {
    const found = infrastructures.get(id);
    if (!found) throw fail('NOT_FOUND', { kind: 'infrastructure', id, suggestion: '' });
    return found;
  };
  const save = (infrastructure: Infrastructure) => {
    infrastructures.put(infrastructure);
    return infrastructure;
  };
  const targets = (id: string, signal?: AbortSignal) =>
    get(id).nodes.map((node) => targetNode(node, secrets.get(secretOf(node.id)), signal));
  return {
    list: () => infrastructures.list(),
    find: (id) => infrastructures.get(id),
    get,
    put: (settings) => save({ ...settings, nodes: infrastructures.get(settings.id)?.nodes ?? [] }),
    async remove(id) {
      for (const node of get(id).nodes) await secrets.remove(secretOf(node.id));
      infrastructures.remove(id);
    },
    async pair(id, { url, code, fingerprint }) {
      const infrastructure = get(id);
      if (URL.parse(url)?.protocol !== 'https:')
        throw fail('INPUT_INVALID', { where: 'body.url', problem: `“${url}” is no https address` });
      // Without a fingerprint to compare with, the certificate of the first meeting is the one that is pinned.
      const pin = fingerprint ?? (await fingerprintAt(url));
      const info = await callNode({ url, fingerprint: pin }, 'node.info');
      if (info.kind !== infrastructure.kind)
        throw fail('DEPLOY_NODE_KIND', { url, found: info.kind, infrastructure: id, expected: infrastructure.kind });
      const json = { code, name, publicKey: signingKey.publicKey };
      const { key } = await callNode({ url, fingerprint: pin }, 'node.pair', { json });
      await secrets.set(secretOf(info.id), key);
      const node: PairedNode = { id: info.id, name: info.name, url, fingerprint: pin };
      return save({ ...infrastructure, nodes: [...infrastructure.nodes.filter((one) => one.id !== info.id), node] });
    },
    async unpair(id, node) {
      const infrastructure = get(id);
      await secrets.remove(secretOf(node));
      return save({ ...infrastructure, nodes: infrastructure.nodes.filter((one) => one.id !== node) });
    },
    targets,
    connections: (id) =>
      Promise.all(
        get(id).nodes.map(async (one) => {
          const { id: node, name } = one;
          try {
            const connections = await triedConnections(one, secrets.get(secretOf(node)));
            return { node, name, problem: null, connections };
          } catch (error) {
            return { node, name, problem: explained(error), connections: [] };
          }
        }),
      ),
    health: (id) =>
      Promise.all(
        targets(id).map(async (target) => {
          try {
            const { status } = await target.health();
            return { node: target.node.id, ok: status === 'ready', message: status };
          } catch (error) {
            return { node: target.node.id, ok: false, message: explained(error) };
          }
        }),
      ),
  };
}
