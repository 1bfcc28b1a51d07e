import type { Cdp } from './cdp.ts';

/** What the stand-ins share: the browser's connection and the app's place. */
interface Runtime {
  cdp: Promise<Cdp>;
  connected(cdp: Cdp): void;
  /** Folder of the app's package.json. */
  appPath: string;
  packageJson: { name?: string; productName?: string; version?: string; main?: string };
}

const { promise, resolve } = Promise.withResolvers<Cdp>();

export const runtime: Runtime = {
  cdp: promise,
  connected: resolve,
  appPath: process.cwd(),
  packageJson: {},
};

/** An event object with preventDefault, as Electron passes it. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(details: T): T & PreventableEvent {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}
