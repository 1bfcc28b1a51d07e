import { type DataSessions, sameFolders } from './data-sessions.ts';

type Folders = readonly string[] | undefined;

/** Sessions that were replaced are closed after this: what was read with them has ended. */
const retiredMs = 60_000;

interface Fence {
  /** The folders that SQL may touch now; undefined: any. */
  folders: () => Folders;
  open: (folders: Folders) => Promise<DataSessions>;
  /** A build keeps its session for as long as it takes. */
  isBuilding: () => boolean;
}

/** The sessions of a project, opened anew when the folders that they may touch are others. */
export class FencedSessions {
  private readonly retired = new Set<DataSessions>();
  private fencing: Promise<unknown> = Promise.resolve();
  private readonly fence: Fence;
  private fenced: Folders;
  private open: DataSessions;

  private constructor(fence: Fence, fenced: Folders, open: DataSessions) {
    this.fence = fence;
    this.fenced = fenced;
    this.open = open;
  }

  static async open(fence: Fence): Promise<FencedSessions> {
    const folders = fence.folders();
    return new FencedSessions(fence, folders, await fence.open(folders));
  }

  get now(): DataSessions {
    return this.open;
  }

  /** True when there are other sessions now. Calls run one after another. */
  renew(): Promise<boolean> {
    const renewed = this.fencing.catch(() => undefined).then(() => this.renewNow());
    this.fencing = renewed;
    return renewed;
  }

  close(): void {
    for (const sessions of [this.open, ...this.retired]) sessions.close();
    this.retired.clear();
  }

  private async renewNow(): Promise<boolean> {
    const folders = this.fence.folders();
    if (sameFolders(folders, this.fenced)) return false;
    const before = this.open;
    this.open = await this.fence.open(folders);
    this.fenced = folders;
    this.retired.add(before);
    this.closeLater(before);
    return true;
  }

  /** A build keeps its session for as long as it takes, and so does a long read. */
  private closeLater(sessions: DataSessions): void {
    setTimeout(() => {
      if (!this.retired.has(sessions)) return;
      if (this.fence.isBuilding() || sessions.isBusy) return this.closeLater(sessions);
      this.retired.delete(sessions);
      sessions.close();
    }, retiredMs).unref();
  }
}
