import { app } from 'electron';
import type { Quit } from './quit.ts';
import { readDesktopSettings } from './settings/desktop-settings.ts';
import type { Locations } from './settings/locations.ts';
import { readPolicy } from './settings/policy.ts';
import { chooseFeed, readPackagedFeed } from './updates/feed.ts';
import { Updates } from './updates/updates.ts';

/** The updates of this app: as its build, the operator of the machine and the person want them. */
export function openUpdates(parts: { locations: Locations; quit: Quit; log: (line: string) => void }): Updates {
  const { locations, quit, log } = parts;
  const { isPackaged } = app;
  const policy = readPolicy(locations.policy);
  const packaged = readPackagedFeed(locations.packagedFeed);
  return new Updates({
    feed: chooseFeed({ policy, policyFile: locations.policy, packaged, isPackaged, platform: process.platform }),
    mode: policy.updates ?? readDesktopSettings(locations.settings).updates,
    isModeFixed: policy.updates !== undefined,
    isPackaged,
    ownFeed: locations.ownFeed,
    log,
    prepareRestart: () => quit.prepareRestart(),
    abandonRestart: () => quit.abandonRestart(),
  });
}
