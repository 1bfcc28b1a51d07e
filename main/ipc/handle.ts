import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { isAppError } from '../../nodes/base/app-error.ts';
import { fail } from '../../nodes/contract/errors/index.ts';
import type { BridgeReply } from '../../preload/bridge.ts';

export interface IpcContext {
  /** Whether an address is a page of the workbench. */
  isOwnPage(url: string): boolean;
  log(line: string): void;
}

/** Who called: a verified page of the workbench in one of its windows. */
export interface IpcCaller {
  window: BrowserWindow;
  event: IpcMainInvokeEvent;
}

export interface IpcHandler<Schema extends z.ZodType> {
  channel: string;
  /** Of the one argument. */
  argument: Schema;
  run(argument: z.output<Schema>, caller: IpcCaller): unknown;
}

/**
 * The only way to answer the page. A call counts when it comes from the main frame of a workbench page in a window of
 * this app and its argument fits the schema; all else is refused with a code.
 */
export function handle<Schema extends z.ZodType>(context: IpcContext, handler: IpcHandler<Schema>): void {
  ipcMain.handle(handler.channel, async (event, argument: unknown): Promise<BridgeReply> => {
    try {
      const caller = verifySender(event, handler.channel, context);
      const parsed = handler.argument.safeParse(argument);
      if (!parsed.success) {
        throw fail('INPUT_INVALID', { where: handler.channel, problem: z.prettifyError(parsed.error) });
      }
      return { ok: true, value: await handler.run(parsed.data, caller) };
    } catch (error) {
      if (isAppError(error)) return { ok: false, code: error.code, message: error.message };
      const logId = crypto.randomUUID().slice(0, 8);
      context.log(`[${logId}] ${handler.channel}: ${error instanceof Error ? error.stack : String(error)}`);
      const bug = fail('INTERNAL', { logId });
      return { ok: false, code: bug.code, message: bug.message };
    }
  });
}

function verifySender(event: IpcMainInvokeEvent, channel: string, context: IpcContext): IpcCaller {
  const frame = event.senderFrame;
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!frame || frame.parent !== null || !context.isOwnPage(frame.url) || !window) {
    throw fail('DESKTOP_SENDER_REFUSED', { channel, origin: frame?.origin ?? 'a closed page' });
  }
  return { window, event };
}
