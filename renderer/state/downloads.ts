import type { RouteId } from '../../nodes/contract/routes/index.ts';
import { type CallInput, download } from '../client/call.ts';
import { withProgress } from './long-work.ts';
import { tellError } from './notify.ts';

const MEGABYTE = 1_000_000;

/** Saves what a download route gives under `name`, with its progress in the corner; it can be stopped there. */
export async function save<I extends RouteId>(id: I, input: CallInput<I>, name: string): Promise<void> {
  try {
    await withProgress(`Saving ${name}`, ({ signal, report }) => {
      report(null, 'The node prepares it…');
      const onProgress = (received: number, total: number | null) =>
        report(total ? (100 * received) / total : null, `${(received / MEGABYTE).toFixed(1)} MB`);
      return download(id, input, name, { signal, onProgress });
    });
  } catch (error) {
    tellError(`${name} was not saved`, error);
  }
}
