import { closest } from '../../base/closest.ts';
import type { PreloadReport } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { LoadedEndpoint, LoadedService, LoadService, Prediction } from './loaded-service.ts';
import { createMicroBatch, type Waiting } from './micro-batch.ts';

/** An endpoint as requests use it: `score` one record, together with others of the moment; `predict` many. */
export interface ActiveEndpoint {
  readonly service: string;
  readonly name: string;
  readonly version: string;
  readonly inputs: LoadedEndpoint['inputs'];
  score(waiting: Waiting): void;
  predict(records: Record<string, unknown>[]): Prediction[] | Promise<Prediction[]>;
}

/** The services in the memory of one worker process. Switching is one assignment, so no request ever sees half of a version. */
export interface ServiceTable {
  /** The endpoint of the active version, or of another `version` that is loaded. SERVICE_NOT_ACTIVE, SERVICE_ENDPOINT_UNKNOWN. */
  endpoint(service: string, endpoint: string, version?: string): ActiveEndpoint;
  /** Active services with what their endpoints take. */
  list(): ActiveService[];
  /** Loads a version beside the active one and replays its golden rows. */
  prepare(service: { id: string; version: string; folder: string }): Promise<PreloadReport>;
  /** Makes a prepared version the active one. The former one stays loaded for a rollback; the one before that is let go. */
  commit(id: string, version: string): void;
  /** Lets go a version that is loaded but not active. */
  forget(id: string, version: string): void;
}

/** What the node tells about a service it serves. */
export interface ActiveService {
  id: string;
  version: string;
  endpoints: { name: string; inputs: LoadedEndpoint['inputs'] }[];
}

function describe({ name, inputs }: ActiveEndpoint): ActiveService['endpoints'][number] {
  return { name, inputs };
}

interface Entry {
  active?: Held;
  previous?: Held;
  prepared: Map<string, Held>;
}

interface Held {
  loaded: LoadedService;
  endpoints: Map<string, ActiveEndpoint>;
  report: PreloadReport;
}

export function createServiceTable(load: LoadService): ServiceTable {
  const entries = new Map<string, Entry>();
  return {
    endpoint(service, name, version) {
      const entry = entries.get(service);
      const held = entry && (version === undefined ? entry.active : heldOf(entry, version));
      if (!held) throw fail('SERVICE_NOT_ACTIVE', { service, version: version === undefined ? '' : ` “${version}”` });
      const endpoint = held.endpoints.get(name);
      if (endpoint) return endpoint;
      const near = closest(name, held.endpoints.keys());
      const suggestion = near ? `; did you mean “${near}”?` : '';
      throw fail('SERVICE_ENDPOINT_UNKNOWN', { service, endpoint: name, suggestion });
    },
    list: () =>
      [...entries].flatMap(([id, { active }]) =>
        active ? [{ id, version: active.loaded.version, endpoints: [...active.endpoints.values()].map(describe) }] : [],
      ),
    async prepare({ id, version, folder }) {
      const entry = entries.get(id) ?? { prepared: new Map() };
      entries.set(id, entry);
      const known = heldOf(entry, version);
      if (known) return known.report;
      const held = await hold(await load(folder), { id, version });
      if (!held.report.ok) {
        await held.loaded.dispose();
        return held.report;
      }
      // One version waits at most: another one that was prepared and never activated is let go.
      for (const waiting of entry.prepared.values()) void waiting.loaded.dispose();
      entry.prepared = new Map([[version, held]]);
      return held.report;
    },
    commit(id, version) {
      const entry = entries.get(id);
      const next = entry && heldOf(entry, version);
      if (!entry || !next) throw new Error(`${id} ${version} was not prepared`);
      if (next === entry.active) return;
      const letGo = entry.previous === next ? undefined : entry.previous;
      entry.previous = entry.active;
      entry.active = next;
      entry.prepared.delete(version);
      if (letGo) void letGo.loaded.dispose();
    },
    forget(id, version) {
      const entry = entries.get(id);
      const held = entry && heldOf(entry, version);
      if (!entry || !held || held === entry.active) return;
      if (held === entry.previous) entry.previous = undefined;
      entry.prepared.delete(version);
      void held.loaded.dispose();
    },
  };
}

function heldOf(entry: Entry, version: string): Held | undefined {
  const candidates = [entry.active, entry.previous, entry.prepared.get(version)];
  return candidates.find((held) => held?.loaded.version === version);
}

async function hold(loaded: LoadedService, as: { id: string; version: string }): Promise<Held> {
  const checks: PreloadReport['checks'] = [];
  const isNamed = loaded.id === as.id && loaded.version === as.version;
  checks.push({ name: 'package', ok: isNamed, message: `${loaded.id} ${loaded.version}` });
  const endpoints = new Map<string, ActiveEndpoint>();
  for (const [name, endpoint] of loaded.endpoints) {
    const golden = await endpoint.checkGolden();
    checks.push(...golden.checks.map((check) => ({ ...check, name: `${name}: ${check.name}` })));
    endpoints.set(name, activeEndpoint(endpoint, { ...as, name }));
  }
  return { loaded, endpoints, report: { ok: checks.every((check) => check.ok), checks } };
}

function activeEndpoint(
  endpoint: LoadedEndpoint,
  { id, version, name }: { id: string; version: string; name: string },
): ActiveEndpoint {
  return {
    service: id,
    version,
    name,
    inputs: endpoint.inputs,
    score: createMicroBatch(endpoint),
    predict: (records) => endpoint.predict(records),
  };
}
