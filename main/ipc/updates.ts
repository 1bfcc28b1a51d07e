import { z } from 'zod';
import { UPDATE_MODES, type UpdateMode } from '../../nodes/contract/desktop/updates.ts';
import { fail } from '../../nodes/contract/errors/index.ts';
import { CHANNELS } from '../../preload/bridge.ts';
import type { Updates } from '../updates/updates.ts';
import { handle, type IpcContext } from './handle.ts';

interface UpdateParts {
  updates: Updates;
  /** Keeps the mode a person chose. */
  keepMode(mode: UpdateMode): void;
  /** The operator's file, for the message when the mode is set there. */
  policyFile: string;
}

/** Looking for newer versions, downloading and installing them. */
export function registerUpdateHandlers(context: IpcContext, { updates, keepMode, policyFile }: UpdateParts): void {
  handle(context, { channel: CHANNELS.updates, argument: z.undefined(), run: () => updates.state });
  handle(context, {
    channel: CHANNELS.setUpdateMode,
    argument: z.enum(UPDATE_MODES),
    run: (mode) => {
      if (updates.state.isModeFixed) throw fail('DESKTOP_UPDATE_FIXED', { file: policyFile });
      keepMode(mode);
      updates.setMode(mode);
    },
  });
  const actions = {
    [CHANNELS.checkForUpdates]: () => void updates.check(true),
    [CHANNELS.downloadUpdate]: () => void updates.download(),
    [CHANNELS.cancelUpdate]: () => updates.cancel(),
    [CHANNELS.installUpdate]: () => void updates.install(),
  };
  for (const [channel, run] of Object.entries(actions)) handle(context, { channel, argument: z.undefined(), run });
}
