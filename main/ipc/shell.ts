import { app, Notification, nativeTheme, shell } from 'electron';
import { z } from 'zod';
import { MENU_COMMANDS } from '../../nodes/contract/desktop/menu-commands.ts';
import { fail } from '../../nodes/contract/errors/index.ts';
import { type AppInfo, CHANNELS, type RecentProject } from '../../preload/bridge.ts';
import { isOutsideLink } from '../windows/own-origin.ts';
import type { Windows } from '../windows/windows.ts';
import { handle, type IpcContext } from './handle.ts';

interface ShellParts {
  windows: Windows;
  /** Puts the recent projects into the menu. */
  showRecent(projects: readonly RecentProject[]): void;
}

const Recent = z
  .array(z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/), name: z.string().max(200) }))
  .max(20);

/** Version, title, theme, links, notifications, recent projects and the page's readiness for files. */
export function registerShellHandlers(context: IpcContext, { windows, showRecent }: ShellParts): void {
  handle(context, { channel: CHANNELS.appInfo, argument: z.undefined(), run: appInfo });
  handle(context, {
    channel: CHANNELS.setTitle,
    argument: z.string().max(200),
    run: (title, { window }) => window.setTitle(title ? `${title} – Millrace` : 'Millrace'),
  });
  handle(context, {
    channel: CHANNELS.setTheme,
    argument: z.enum(['light', 'dark', 'system']),
    run: (theme) => {
      nativeTheme.themeSource = theme;
    },
  });
  handle(context, {
    channel: CHANNELS.openExternal,
    argument: z.string().max(2048),
    run: (url) => {
      if (!isOutsideLink(url)) throw fail('DESKTOP_LINK_REFUSED', { url });
      return shell.openExternal(url);
    },
  });
  handle(context, { channel: CHANNELS.setRecent, argument: Recent, run: showRecent });
  handle(context, {
    channel: CHANNELS.notify,
    argument: z.object({ title: z.string().max(200), body: z.string().max(1000) }),
    run: (message) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification(message);
      notification.on('click', () => windows.focus());
      notification.show();
    },
  });
  handle(context, {
    channel: CHANNELS.setOffered,
    argument: z.array(z.enum(MENU_COMMANDS)).max(MENU_COMMANDS.length),
    run: (commands, { event }) => windows.noteOffered(event.sender, commands),
  });
  handle(context, {
    channel: CHANNELS.setUnsent,
    argument: z.number().int().min(0).max(1_000_000),
    run: (changes, { event }) => windows.noteUnsent(event.sender, changes),
  });
  handle(context, {
    channel: CHANNELS.readyForFiles,
    argument: z.undefined(),
    run: (_nothing, { event }) => windows.pageIsReadyForFiles(event.sender),
  });
}

function appInfo(): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    platform: process.platform,
  };
}
