import { create } from 'zustand';
import type { UpdateState } from '../../nodes/contract/desktop/updates.ts';

interface Updates {
  /** As the desktop shell last told it; null in a browser. */
  state: UpdateState | null;
}

/** Newer versions of the desktop app. */
export const useUpdateState = create<Updates>()(() => ({ state: null }));
