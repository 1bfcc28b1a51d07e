import { useEffect } from 'react';
import { create } from 'zustand';

interface ExplorerState {
  /** Rows of a dataset are on show. */
  shown: boolean;
  /** The list of their columns is open. */
  columnsOpen: boolean;
}

/** What commands know of the rows on show. */
export const useExplorerState = create<ExplorerState>()(() => ({ shown: false, columnsOpen: false }));

export const setColumnsOpen = (columnsOpen: boolean): void => useExplorerState.setState({ columnsOpen });

/** Tells that rows are on show as long as the caller is. */
export function useShown(): void {
  useEffect(() => {
    useExplorerState.setState({ shown: true });
    return () => useExplorerState.setState({ shown: false, columnsOpen: false });
  }, []);
}
