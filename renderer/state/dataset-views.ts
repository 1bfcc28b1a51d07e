import type { DatasetView } from '../../nodes/contract/dataset-view.ts';
import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { call } from '../client/call.ts';
import { keyOf, queryClient } from '../client/query-client.ts';

interface OfDataset {
  project: string;
  dataset: string;
}

const keyOfView = (params: OfDataset) => keyOf('datasets.view', { params });

/** The view as it is on screen; null when the person never changed it. */
export const keptView = (params: OfDataset): DatasetView | null =>
  queryClient.getQueryData<RouteReply<'datasets.view'>>(keyOfView(params))?.view ?? null;

/** Datasets whose view is on its way to the node: whether it has changed since it was sent. */
const sending = new Map<string, { isOld: boolean }>();

/** Shows a view, and has the node keep it. Of changes in quick succession the last is what is kept. */
export function keepView(params: OfDataset, view: DatasetView): void {
  queryClient.setQueryData<RouteReply<'datasets.view'>>(keyOfView(params), { view });
  const name = JSON.stringify(params);
  const under = sending.get(name);
  if (under) under.isOld = true;
  else void send(name, params);
}

async function send(name: string, params: OfDataset): Promise<void> {
  const body = keptView(params);
  if (!body) return;
  const state = { isOld: false };
  sending.set(name, state);
  // A view that could not be kept is still on screen, and goes with its next change.
  await call('datasets.keep-view', { params, body }, { ahead: true }).catch(() => undefined);
  sending.delete(name);
  if (state.isOld) await send(name, params);
}
