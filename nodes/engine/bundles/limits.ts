/** What a node accepts in an archive. Sizes in bytes, unpacked. */
export interface ArchiveLimits {
  entries: number;
  totalBytes: number;
  entryBytes: number;
  /** Unpacked by packed size of one entry; looked at above 16 MiB, where it begins to matter. */
  ratio: number;
  /** The manifest is the only part held in memory. */
  manifestBytes: number;
}

const gigabyte = 2 ** 30;

export const defaultLimits: ArchiveLimits = {
  entries: 100_000,
  totalBytes: 64 * gigabyte,
  entryBytes: 32 * gigabyte,
  ratio: 300,
  manifestBytes: 32 * 2 ** 20,
};

/** Below this size an entry may be packed as tightly as it likes. */
export const ratioFreeBytes = 16 * 2 ** 20;
