import { isAbsolute } from 'node:path';
import { shell } from 'electron';
import { z } from 'zod';
import { CHANNELS } from '../../preload/bridge.ts';
import { pickFiles, pickFolder, pickSavePath } from '../dialogs/pickers.ts';
import { handle, type IpcContext } from './handle.ts';

const Title = z.string().max(200).optional();
const Filters = z
  .array(z.object({ name: z.string().max(100), extensions: z.array(z.string().regex(/^[\w.*-]{1,20}$/)) }))
  .max(20)
  .optional();
const FileName = z
  .string()
  .max(255)
  .regex(/^[^/\\]+$/, 'must be a file name without a folder');

/** Dialogs for files and folders, and showing a file in the file manager. */
export function registerFileHandlers(context: IpcContext): void {
  handle(context, {
    channel: CHANNELS.pickFiles,
    argument: z.object({ title: Title, filters: Filters, multiple: z.boolean().optional() }).default({}),
    run: (options, { window }) => pickFiles(window, options),
  });
  handle(context, {
    channel: CHANNELS.pickFolder,
    argument: z.object({ title: Title }).default({}),
    run: (options, { window }) => pickFolder(window, options),
  });
  handle(context, {
    channel: CHANNELS.pickSavePath,
    argument: z.object({ title: Title, suggestedName: FileName.optional(), filters: Filters }).default({}),
    run: (options, { window }) => pickSavePath(window, options),
  });
  handle(context, {
    channel: CHANNELS.revealInFolder,
    argument: z.string().max(4096).refine(isAbsolute, 'must be an absolute path'),
    run: (path) => shell.showItemInFolder(path),
  });
}
