import { EventEmitter } from 'node:events';
import { runtime } from './runtime.ts';
import { strict } from './strict.ts';

type RequestHandler = (
  contents: null,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { requestingUrl: string },
) => void;
type CheckHandler = (contents: null, permission: string, origin: string) => boolean;

/** Electron's permission → the protocol's, for those that a page can ask headless Chromium for. */
const PERMISSIONS: ReadonlyArray<readonly [string, string]> = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
];

class SessionDouble extends EventEmitter {
  requestHandler: RequestHandler | null = null;
  checkHandler: CheckHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(_handler: ((details: object) => boolean) | null): void {}
}

const actual = new SessionDouble();
export const defaultSession = strict(actual, 'session');
const others = new Map<string, SessionDouble>();
export const session = strict(
  {
    defaultSession,
    fromPartition(name: string) {
      const known = others.get(name) ?? strict(new SessionDouble(), 'session');
      others.set(name, known);
      return known;
    },
  },
  'session',
);

/** Sets Chromium's permissions of an origin as the app's handlers decide; without handlers all are granted, as in Electron. */
export async function applyPermissions(origin: string): Promise<void> {
  if (!origin.startsWith('http')) return;
  const cdp = await runtime.cdp;
  for (const [permission, name] of PERMISSIONS) {
    const setting = allows(permission, origin) ? 'granted' : 'denied';
    await cdp.send('Browser.setPermission', { permission: { name }, setting, origin });
  }
}

function allows(permission: string, origin: string): boolean {
  if (actual.checkHandler && !actual.checkHandler(null, permission, origin)) return false;
  let isGranted = true;
  actual.requestHandler?.(
    null,
    permission,
    (answer) => {
      isGranted = answer;
    },
    { requestingUrl: `${origin}/` },
  );
  return isGranted;
}
