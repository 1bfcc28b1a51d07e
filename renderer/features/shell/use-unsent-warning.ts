import { useEffect } from 'react';
import { bridge } from '../../client/bridge.ts';
import { useUnsent } from '../../state/unsent.ts';

/**
 * Changes that have not reached the node outlive a reload, not the tab: closing it is asked about, by the browser or by the
 * desktop shell.
 */
export function useUnsentWarning(): void {
  const unsent = useUnsent((state) => state.changes.length);
  useEffect(() => void bridge()?.setUnsent(unsent), [unsent]);
  useEffect(() => {
    if (unsent === 0 || bridge()) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsent]);
}
