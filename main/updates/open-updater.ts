import { writeFileSync } from 'node:fs';
import type { AppUpdater } from 'electron-updater';
import type { Feed } from './feed.ts';

export interface UpdaterOptions {
  feed: Extract<Feed, { kind: 'feed' }>;
  isPackaged: boolean;
  /** Where the updater reads the operator's feed when none was built into the app. */
  ownFeed: string;
  log(line: string): void;
}

/**
 * The updater of electron-builder on the chosen feed, loaded when it is first needed. It checks the hash of what it
 * downloads, and the publisher's signature on macOS and Windows; downgrades and installers that load more are refused.
 */
export async function openUpdater({ feed, isPackaged, ownFeed, log }: UpdaterOptions): Promise<AppUpdater> {
  const { autoUpdater } = (await import('electron-updater')).default;
  const write = (message?: unknown) => log(`update: ${String(message).split('\n')[0]}`);
  autoUpdater.logger = { info: write, warn: write, error: write, debug: () => undefined };
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  autoUpdater.forceDevUpdateConfig = !isPackaged;
  if (feed.url !== null) {
    const provider = { provider: 'generic', url: feed.url } as const;
    if (feed.isBuiltIn) autoUpdater.setFeedURL(provider);
    else {
      writeFileSync(ownFeed, JSON.stringify({ ...provider, updaterCacheDirName: 'millrace-updater' }));
      autoUpdater.updateConfigPath = ownFeed;
    }
  }
  return autoUpdater;
}
