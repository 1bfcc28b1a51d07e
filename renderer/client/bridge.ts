import type { MillraceBridge } from '../../preload/bridge.ts';

/** The desktop shell's functions; undefined in a browser. */
export const bridge = (): MillraceBridge | undefined => window.millrace;
