import { useEffect } from 'react';
import { bridge } from '../../client/bridge.ts';
import { runCommand } from '../../commands/run-commands.ts';

/** In the desktop shell: the native menu's commands run the same commands as the palette. */
export function useDesktop(): void {
  useEffect(() => bridge()?.onMenuCommand(runCommand), []);
}
