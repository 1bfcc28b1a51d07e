/** What the app does about newer versions by itself. */
export const UPDATE_MODES = ['off', 'tell', 'download'] as const;
export type UpdateMode = (typeof UPDATE_MODES)[number];

/** How far the search for a newer version, or its download, is. */
export type UpdateStatus =
  /** There is no feed to ask: why, in words. */
  | { kind: 'unavailable'; reason: string }
  /** Nothing was asked yet. */
  | { kind: 'idle' }
  | { kind: 'checking' }
  /** This is the newest version; `at` is ISO 8601. */
  | { kind: 'current'; at: string }
  | { kind: 'available'; version: string }
  /** `percent` 0–100. */
  | { kind: 'downloading'; version: string; percent: number }
  /** Downloaded and verified: installed by a restart, or when the app is quit. */
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; code: string; message: string; hint: string };

export interface UpdateState {
  mode: UpdateMode;
  /** The operator of this machine has set the mode: it cannot be changed here. */
  isModeFixed: boolean;
  status: UpdateStatus;
  /** A person asked for what `status` tells; without it nothing but news is worth a message. */
  asked: boolean;
}
