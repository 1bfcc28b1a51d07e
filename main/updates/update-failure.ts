import type { AppError } from '../../nodes/base/app-error.ts';
import type { UpdateStatus } from '../../nodes/contract/desktop/updates.ts';
import { ERRORS, type ErrorCode, fail, fillTemplate } from '../../nodes/contract/errors/index.ts';

const reasons: Record<string, string> = {
  ERR_CHECKSUM_MISMATCH: 'the file that came is not the one the feed describes',
  ERR_UPDATER_INVALID_SIGNATURE: 'it is not signed by the publisher of the version you have',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'the feed does not describe a version for this system',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'what the feed answers cannot be understood',
  ERR_UPDATER_NO_FILES_PROVIDED: 'the feed names no file',
  ERR_UPDATER_ASSET_NOT_FOUND: 'the feed has no file for this system',
  ERR_UPDATER_INVALID_VERSION: 'the feed names a version that is none',
  ECONNREFUSED: 'nothing answers at the address of the feed',
  ENOTFOUND: 'the name of the feed is not known; is there a network?',
  ENOSPC: 'the disk is full',
};

const networkReasons: readonly [RegExp, string][] = [
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/, 'there is no network'],
  [/ERR_NAME_NOT_RESOLVED/, 'the name of the feed is not known; is there a network?'],
  [/ERR_CONNECTION_REFUSED/, 'nothing answers at the address of the feed'],
  [/ERR_CERT_/, 'the certificate of the feed is not trusted'],
  [/(?:^|\W)(40[134]|5\d\d)(?:\W|$)/, 'the feed answers with an error'],
];

/** Why, in words for a person; the log has the rest. */
export function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const known = reasons[code] ?? networkReasons.find(([pattern]) => pattern.test(message))?.[1];
  return known ?? message.split('\n')[0]?.slice(0, 200) ?? code;
}

/** What failed, by what was under way. */
export function updateFailure(status: UpdateStatus, error: unknown, feed: string): AppError {
  const reason = reasonOf(error);
  if (status.kind === 'ready') return fail('DESKTOP_UPDATE_INSTALL', { reason, version: status.version });
  if (status.kind === 'downloading' || status.kind === 'available') {
    return fail('DESKTOP_UPDATE_DOWNLOAD', { reason, version: status.version });
  }
  return fail('DESKTOP_UPDATE_CHECK', { reason, feed });
}

/** An error as the page is told of it. */
export function told(error: AppError): { code: string; message: string; hint: string } {
  const { code, message, data } = error;
  return { code, message, hint: fillTemplate(ERRORS[code as ErrorCode]?.hint ?? '', data) };
}
