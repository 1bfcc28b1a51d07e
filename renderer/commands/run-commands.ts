import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import { currentPage, currentProject } from '../state/current-project.ts';
import type { Command, CommandContext } from './command.ts';
import { pressedKeys } from './keys.ts';
import { commands } from './registry.ts';

export function commandContext(): CommandContext {
  const info = queryClient.getQueryData<RouteReply<'node.info'>>(keyOf('node.info', {}));
  return { project: currentProject(), page: currentPage(), readOnly: info?.readOnly ?? false };
}

export const isOffered = (command: Command, context = commandContext()): boolean => command.when?.(context) ?? true;

/** Offered, and it would change something now. */
export const isUseful = (command: Command, context = commandContext()): boolean =>
  isOffered(command, context) && (command.useful?.(context) ?? true);

export const commandById = (id: string): Command | undefined => commands.find((command) => command.id === id);

/** Runs a command by its id when it makes sense now; used by menus and buttons. */
export function runCommand(id: string): void {
  const command = commandById(id);
  const context = commandContext();
  if (command && isOffered(command, context)) void command.run(context);
}

const TYPING = 'input, textarea, select, [contenteditable="true"], .cm-editor';
const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Takes all keys, also those pressed before it has the focus. */
const MODAL = '[role="dialog"][aria-modal="true"]';

/** Handles key presses of the whole window: finds the command that owns them. */
export function onWindowKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = pressedKeys(event);
  const target = event.target instanceof Element ? event.target : document.body;
  const typing = target.closest(TYPING) !== null;
  if (typing && !/^(mod\+[k,]|(shift\+)?f\d+)$/.test(keys)) return;
  if ((target.closest(OVERLAY) || document.querySelector(MODAL)) && !/^mod\+[k,]$/.test(keys)) return;
  // Where nothing has the focus keys belong to the canvas, but for the one that leads out of nowhere.
  const onCanvas = (target === document.body && keys !== 'tab') || target.closest('[data-scope="canvas"]') !== null;
  const context = commandContext();
  const command = commands.find(
    (one) => one.keys?.includes(keys) && (one.scope !== 'canvas' || onCanvas) && isOffered(one, context),
  );
  if (!command) return;
  event.preventDefault();
  void command.run(context, keys);
}
