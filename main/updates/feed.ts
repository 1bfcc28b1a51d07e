import { existsSync, readFileSync } from 'node:fs';
import type { Policy } from '../settings/policy.ts';

/** Where newer versions are looked for, or why nowhere. */
export type Feed =
  | { kind: 'none'; reason: string }
  /** `url`: the operator's, in place of the one that was built in; null: the built-in one. */
  | { kind: 'feed'; url: string | null; isBuiltIn: boolean };

export interface FeedInput {
  policy: Policy & { isBroken?: boolean };
  policyFile: string;
  /** Text of the configuration that was built into the app; null without one. */
  packaged: string | null;
  isPackaged: boolean;
  platform: NodeJS.Platform;
}

/**
 * Chooses the feed: the operator's before the built-in one. A feed is asked over HTTPS only (HTTP on this machine itself).
 * On Windows the name of the publisher, against which a signature is checked, is built into the app: without it nothing is updated.
 */
export function chooseFeed({ policy, policyFile, packaged, isPackaged, platform }: FeedInput): Feed {
  const none = (reason: string): Feed => ({ kind: 'none', reason });
  if (policy.isBroken) return none(`The operator's settings in ${policyFile} cannot be understood.`);
  const url = policy.updateFeed ?? null;
  if (url !== null && !isSafe(url)) return none(`The feed in ${policyFile} is not an https address: ${url}`);
  if (url === null && packaged === null) {
    return none(
      isPackaged
        ? 'This build names no place to look for newer versions. Ask whoever gave it to you.'
        : 'This is a checkout, which git brings up to date.',
    );
  }
  if (platform === 'win32' && isPackaged && !/^publisherName:/m.test(packaged ?? '')) {
    return none('This build names no publisher, so the signature of an update could not be checked.');
  }
  return { kind: 'feed', url, isBuiltIn: packaged !== null };
}

function isSafe(address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** The configuration that was built into the app; null without one. */
export const readPackagedFeed = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
