import { app, Menu } from 'electron';
import { MENU_COMMANDS, type MenuCommandId } from '../../nodes/contract/desktop/menu-commands.ts';
import type { RecentProject } from '../../preload/bridge.ts';
import { type MenuActions, menuTemplate } from './template.ts';

/** The menu of the app: built anew when the recent projects change, greyed by what makes sense in the window in front. */
export class AppMenu {
  readonly #actions: MenuActions;
  #offered: readonly MenuCommandId[] | null = null;

  constructor(actions: MenuActions) {
    this.#actions = actions;
  }

  showRecent(recent: readonly RecentProject[]): void {
    const { isPackaged } = app;
    const isMac = process.platform === 'darwin';
    const template = menuTemplate({ isMac, isPackaged, recent, actions: this.#actions });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    this.enable(this.#offered);
  }

  /** Greys what is not among `commands`; null: the page has not told yet, and everything can be chosen. */
  enable(commands: readonly MenuCommandId[] | null): void {
    this.#offered = commands;
    const menu = Menu.getApplicationMenu();
    for (const id of MENU_COMMANDS) {
      const item = menu?.getMenuItemById(id);
      if (item) item.enabled = commands?.includes(id) ?? true;
    }
  }
}
