import type { Session, WebContents } from 'electron';

export interface GuardRules {
  /** Whether a page of this address may be shown in a window. */
  isOwnPage(url: string): boolean;
  /** Opens an allowed link in the system's browser; refuses others silently. */
  openOutside(url: string): void;
}

/** Permissions an own page may use; all others are refused for everyone. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** Keeps a page where it is: foreign navigation and redirects, pop-ups and embedded web views are refused. */
export function guardContents(contents: WebContents, rules: GuardRules): void {
  const refuseForeign = (event: { url: string; preventDefault(): void }) => {
    if (!rules.isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    rules.openOutside(url);
    return { action: 'deny' };
  });
}

/** Refuses every permission but the few of own pages, all devices, and downloads that foreign pages start. */
export function guardSession(session: Session, rules: GuardRules): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(ALLOWED_PERMISSIONS.has(permission) && rules.isOwnPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && rules.isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, _item, contents) => {
    if (!rules.isOwnPage(contents.getURL())) event.preventDefault();
  });
}
