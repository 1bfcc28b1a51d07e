import { expect, test } from 'vitest';
import type { UpdateStatus } from '../../nodes/contract/desktop/updates.ts';
import { reasonOf, updateFailure } from './update-failure.ts';
import { nextStatus, type UpdateEvent } from './update-status.ts';

const after = (...events: UpdateEvent[]): UpdateStatus => events.reduce<UpdateStatus>(nextStatus, { kind: 'idle' });

const asked = { type: 'asked' } as const;
const found = { type: 'found', version: '2.0.0' } as const;

test('a version is found, downloaded, and ready', () => {
  expect(after(asked)).toEqual({ kind: 'checking' });
  expect(after(asked, found)).toEqual({ kind: 'available', version: '2.0.0' });
  const downloading = after(asked, found, { type: 'progress', percent: 41.7 });
  expect(downloading).toEqual({ kind: 'downloading', version: '2.0.0', percent: 42 });
  expect(nextStatus(downloading, { type: 'downloaded', version: '2.0.0' })).toEqual({
    kind: 'ready',
    version: '2.0.0',
  });
});

test('the newest version is said to be so, with the time', () => {
  expect(after(asked, { type: 'none', at: '2026-03-01' })).toEqual({ kind: 'current', at: '2026-03-01' });
});

test('a cancelled download can be begun again; progress that comes late does not begin it', () => {
  const cancelled = after(asked, found, { type: 'progress', percent: 10 }, { type: 'cancelled' });
  expect(cancelled).toEqual({ kind: 'available', version: '2.0.0' });
  expect(after({ type: 'progress', percent: 10 })).toEqual({ kind: 'idle' });
});

test('asking again disturbs neither a download nor what waits for the restart', () => {
  const downloading = after(asked, found, { type: 'progress', percent: 10 });
  expect(nextStatus(downloading, asked)).toBe(downloading);
  const ready = nextStatus(downloading, { type: 'downloaded', version: '2.0.0' });
  expect(nextStatus(ready, asked)).toBe(ready);
});

test('what failed is told by what was under way, and can be tried again', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  expect(updateFailure({ kind: 'checking' }, error, 'https://u.example').code).toBe('DESKTOP_UPDATE_CHECK');
  expect(updateFailure({ kind: 'downloading', version: '2', percent: 1 }, error, '').code).toBe(
    'DESKTOP_UPDATE_DOWNLOAD',
  );
  expect(updateFailure({ kind: 'ready', version: '2' }, error, '').code).toBe('DESKTOP_UPDATE_INSTALL');
  const failed = after(asked, { type: 'failed', error: { code: 'X', message: 'm', hint: 'h' } });
  expect(failed).toEqual({ kind: 'failed', code: 'X', message: 'm', hint: 'h' });
  expect(nextStatus(failed, asked)).toEqual({ kind: 'checking' });
});

test('reasons are words: of codes, of the network, else the first line', () => {
  expect(reasonOf({ code: 'ERR_CHECKSUM_MISMATCH', message: 'sha512 …' })).toContain('not the one the feed describes');
  expect(reasonOf(new Error('net::ERR_NAME_NOT_RESOLVED'))).toContain('is there a network?');
  expect(reasonOf(new Error('HttpError: 503 Service Unavailable'))).toBe('the feed answers with an error');
  expect(reasonOf(new Error('odd\n    at x.js:1'))).toBe('odd');
});
