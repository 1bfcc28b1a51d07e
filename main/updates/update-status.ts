import type { UpdateStatus } from '../../nodes/contract/desktop/updates.ts';

/** What happens to an update, as the updater tells it. */
export type UpdateEvent =
  | { type: 'asked' }
  | { type: 'none'; at: string }
  | { type: 'found'; version: string }
  | { type: 'progress'; percent: number }
  | { type: 'cancelled' }
  | { type: 'downloaded'; version: string }
  | { type: 'failed'; error: { code: string; message: string; hint: string } };

/** The version that `status` is about; undefined when it is about none. */
export const versionOf = (status: UpdateStatus): string | undefined =>
  'version' in status ? status.version : undefined;

/** What the status becomes. An event that does not fit, such as progress after a cancel, changes nothing. */
export function nextStatus(status: UpdateStatus, event: UpdateEvent): UpdateStatus {
  const version = versionOf(status);
  switch (event.type) {
    case 'asked':
      return version && status.kind !== 'available' ? status : { kind: 'checking' };
    case 'none':
      return status.kind === 'checking' ? { kind: 'current', at: event.at } : status;
    case 'found':
      return status.kind === 'checking' ? { kind: 'available', version: event.version } : status;
    case 'progress': {
      if (status.kind !== 'available' && status.kind !== 'downloading') return status;
      return { kind: 'downloading', version: status.version, percent: Math.round(event.percent) };
    }
    case 'cancelled':
      return status.kind === 'downloading' ? { kind: 'available', version: status.version } : status;
    case 'downloaded':
      return { kind: 'ready', version: event.version };
    case 'failed':
      return { kind: 'failed', ...event.error };
  }
}
