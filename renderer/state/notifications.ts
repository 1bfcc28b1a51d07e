import { bridge } from '../client/bridge.ts';
import { usePreferences } from './workbench.ts';

/** Whether the system may show messages of this page: `unasked` until a person said so. */
export type Permission = 'granted' | 'denied' | 'unasked' | 'missing';

export function notificationPermission(): Permission {
  if (bridge()) return 'granted';
  if (typeof Notification === 'undefined') return 'missing';
  return Notification.permission === 'default' ? 'unasked' : Notification.permission;
}

/** Asks the browser; in the desktop shell nothing needs asking. */
export async function askForNotifications(): Promise<Permission> {
  if (notificationPermission() === 'unasked') await Notification.requestPermission();
  return notificationPermission();
}

/** A message of the system about something long that ended, when the person wants them and looks elsewhere now. */
export function notifySystem(message: { title: string; body: string }): void {
  if (document.hasFocus() || !usePreferences.getState().notifications) return;
  const shell = bridge();
  if (shell) {
    void shell.notify(message);
    return;
  }
  if (notificationPermission() !== 'granted') return;
  const shown = new Notification(message.title, { body: message.body, tag: message.title });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
}
