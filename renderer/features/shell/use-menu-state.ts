import { useEffect } from 'react';
import { MENU_COMMANDS } from '../../../nodes/contract/desktop/menu-commands.ts';
import { bridge } from '../../client/bridge.ts';
import { queryClient } from '../../client/query-client.ts';
import { commandById, commandContext, isUseful } from '../../commands/run-commands.ts';
import { useSelection } from '../../state/selection.ts';
import { useUnsent } from '../../state/unsent.ts';

const SETTLE_MS = 100;

/** Tells the native menu which commands make sense now, whenever what they depend on has changed. */
export function useMenuState(): void {
  useEffect(() => {
    const shell = bridge();
    if (!shell) return undefined;
    let last = '';
    let timer = 0;
    const tell = () => {
      const context = commandContext();
      const offered = MENU_COMMANDS.filter((id) => {
        const command = commandById(id);
        return command !== undefined && isUseful(command, context);
      });
      const now = offered.join(' ');
      if (now !== last) void shell.setOffered(offered);
      last = now;
    };
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(tell, SETTLE_MS);
    };
    const stops = [
      useSelection.subscribe(soon),
      useUnsent.subscribe(soon),
      queryClient.getQueryCache().subscribe(soon),
    ];
    window.addEventListener('hashchange', soon);
    tell();
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('hashchange', soon);
      for (const stop of stops) stop();
    };
  }, []);
}
