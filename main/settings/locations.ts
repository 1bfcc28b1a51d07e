import { join } from 'node:path';
import { policyFile } from './policy.ts';

/** Where the desktop app finds its own parts and keeps its files; absolute paths. */
export interface Locations {
  /** Folder of package.json: the checkout, or app.asar in the packaged app. */
  appRoot: string;
  preload: string;
  /** Entry of the Design node, run as a utility process. */
  designEntry: string;
  /** Samples, help and icons: real files beside the archive in the packaged app, for native code opens some of them. */
  resources: string;
  /** Data folder of the Design node. */
  designData: string;
  windowState: string;
  /** What a person chose for the shell. */
  settings: string;
  /** What the operator of the machine decided. */
  policy: string;
  /** Feed of updates as it was built into the app; absent in a checkout and in a build without one. */
  packagedFeed: string;
  /** The same for a feed that the operator named. */
  ownFeed: string;
  designLog: string;
}

export interface LocationInput {
  appRoot: string;
  userData: string;
  isPackaged: boolean;
  /** Data folder given when the app was started. */
  data: string | null;
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  /** Electron's own folder of resources. */
  resourcesPath: string;
}

/**
 * Derives all locations. `MILLRACE_DESIGN_ENTRY` (another entry) is obeyed only in a checkout: an installed app never
 * starts code named by its environment. `MILLRACE_DATA` chooses the folder that holds the nodes' data folders.
 */
export function desktopLocations({
  appRoot,
  userData,
  isPackaged,
  data,
  env,
  platform,
  resourcesPath,
}: LocationInput): Locations {
  const designEntry = isPackaged ? undefined : env.MILLRACE_DESIGN_ENTRY;
  return {
    appRoot,
    preload: join(appRoot, 'dist', 'preload', 'preload.cjs'),
    designEntry: designEntry || join(appRoot, 'dist', 'nodes', 'design.js'),
    resources: join(isPackaged ? `${appRoot}.unpacked` : appRoot, 'resources'),
    designData: data ?? join(env.MILLRACE_DATA || userData, 'design'),
    windowState: join(userData, 'window-state.json'),
    settings: join(userData, 'settings.json'),
    policy: policyFile({ platform, isPackaged, env }),
    packagedFeed: join(resourcesPath, 'app-update.yml'),
    ownFeed: join(userData, 'app-update.yml'),
    designLog: join(userData, 'logs', 'design.log'),
  };
}
