import { useEffect, useRef, useState } from 'react';
import type { DeploymentSettings, DeployRun } from '../../../nodes/contract/deploy.ts';
import { type ApiError, call } from '../../client/call.ts';
import { invalidate, keyOf, queryClient } from '../../client/query-client.ts';
import type { Item } from './deploy-words.ts';

interface PackOrder {
  /** Empty: the next number. */
  version: string;
  notes: string;
  acceptFailedTests?: boolean;
  signal: AbortSignal;
}

/** Packs the project, or one of its services, as a new signed version and publishes it. */
export async function packVersion(
  projectId: string,
  item: Item,
  { version, notes, acceptFailedTests = false, signal }: PackOrder,
) {
  const body = { notes, ...(version.trim() ? { version: version.trim() } : {}) };
  const published =
    item.kind === 'project-bundle'
      ? await call(
          'bundles.create',
          { params: { project: projectId }, body: { ...body, acceptFailedTests } },
          { signal },
        )
      : await call('services.create', { params: { project: projectId, service: item.id }, body }, { signal });
  invalidate(['published.list']);
  return published;
}

export interface DeployOrder {
  item: Item;
  /** An existing version, or null to pack a new one. */
  version: string | null;
  notes: string;
  /** Pack although golden tests fail. */
  acceptFailedTests: boolean;
  infrastructure: string;
  settings: DeploymentSettings;
}

export type DeployState =
  | { step: 'form'; error: ApiError | null }
  | { step: 'packing' }
  | { step: 'running'; run: DeployRun };

/** Deploying from one button: pack when asked to, then start the run, which the caller shows live. */
export function useDeploy(projectId: string) {
  const [state, setState] = useState<DeployState>({ step: 'form', error: null });
  const packing = useRef<AbortController | null>(null);
  const start = async ({ item, version, notes, acceptFailedTests, infrastructure, settings }: DeployOrder) => {
    const controller = new AbortController();
    const { signal } = controller;
    packing.current = controller;
    setState({ step: 'packing' });
    try {
      const order = { version: '', notes, acceptFailedTests, signal };
      const wanted = version ?? (await packVersion(projectId, item, order)).version;
      const body = { kind: item.kind, item: item.id, version: wanted, infrastructure, settings };
      const run = await call('deployments.deploy', { body });
      keepRun(run);
      setState({ step: 'running', run });
    } catch (error) {
      setState({ step: 'form', error: signal.aborted ? null : (error as ApiError) });
    }
  };
  // Who closes the dialog while a version is packed wants neither it nor what would follow.
  useEffect(() => () => packing.current?.abort(), []);
  const reset = () => setState({ step: 'form', error: null });
  return { state, start, reset, cancel: () => packing.current?.abort() };
}

/** Takes a run into the cache unless an event has brought a later state of it already. */
export function keepRun(run: DeployRun): void {
  const key = keyOf('deployments.run', { params: { run: run.id } });
  if (!queryClient.getQueryData(key)) queryClient.setQueryData(key, run);
  invalidate(['deployments.list', 'deployments.history']);
}
