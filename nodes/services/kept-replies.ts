import type { Workspace } from './workspace/types.ts';

interface Limits<T> {
  /** Replies kept of a project. */
  most: number;
  /** Whether a reply is small enough to be kept. */
  isSmall: (reply: T) => boolean;
}

/** Answers kept by their question, the latest asked for longest: readers ask alike, and changes are taken back. */
export class KeptReplies<T> {
  private readonly limits: Limits<T>;
  private readonly replies = new WeakMap<Workspace, Map<string, T>>();

  constructor(limits: Limits<T>) {
    this.limits = limits;
  }

  /** The known answer, or the one that is made now. The key has to tell everything that the answer depends on. */
  async get(workspace: Workspace, key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.of(workspace);
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const reply = await make();
    if (!this.limits.isSmall(reply)) return reply;
    kept.set(key, reply);
    for (const [oldest] of kept) {
      if (kept.size <= this.limits.most) break;
      kept.delete(oldest);
    }
    return reply;
  }

  private of(workspace: Workspace): Map<string, T> {
    const known = this.replies.get(workspace);
    if (known) return known;
    const made = new Map<string, T>();
    this.replies.set(workspace, made);
    return made;
  }
}
