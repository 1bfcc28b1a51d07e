import type { Session } from '../../engine/sql/session.ts';

/** Part of a node's memory that its databases have; training and the program have the rest. */
export const dataShare = 2 / 3;

/** Takes part in the sharing until it leaves. */
export interface Share {
  /** Bytes to begin with. */
  readonly bytes: number;
  /** Gives it the session whose limit follows. */
  follow(session: Pick<Session, 'setMemoryLimit'>): void;
  /** When the session begins to work: its part is made now. */
  busy(): Promise<void>;
  idle(): void;
  leave(): void;
}

/** Memory for data of one node, shared out among the sessions of all its open projects. */
export interface MemoryShares {
  /** `weight`: what a session needs beside the others, of 4 for the sessions of one project. */
  join(weight: number): Share;
}

/** One project's sessions have 4 parts together, so that a project alone on its node has all there is. */
const leastParts = 4;
/** What a session keeps that does nothing while others need the memory. */
const idleBytes = 64 * 2 ** 20;

interface Member {
  weight: number;
  limit: number;
  busy: number;
  usedAt: number;
  session?: Pick<Session, 'setMemoryLimit'>;
}

/**
 * Sessions that work share `total` bytes by their weights; sessions that rest keep what they have cached until others need it, the longest
 * resting first. The limits together never exceed the total by more than the small rest that each idle session keeps.
 */
export function createMemoryShares(total: number): MemoryShares {
  const members = new Set<Member>();
  let uses = 0;
  const setLimit = async (member: Member, bytes: number) => {
    if (Math.abs(member.limit - bytes) < 2 ** 20) return;
    // A session that cannot free so much now is asked again at the next change.
    if (await member.session?.setMemoryLimit(bytes)) member.limit = bytes;
  };
  const rebalance = async () => {
    const working = [...members].filter(({ busy }) => busy > 0);
    const parts = Math.max(
      leastParts,
      working.reduce((sum, { weight }) => sum + weight, 0),
    );
    const wanted = (member: Member) => (total * member.weight) / parts;
    let left = total - working.reduce((sum, member) => sum + wanted(member), 0);
    const resting = [...members].filter(({ busy }) => busy === 0).sort((a, b) => b.usedAt - a.usedAt);
    const lowered = resting.filter((member) => {
      left -= member.limit;
      return left < 0 && member.limit > idleBytes;
    });
    await Promise.all(lowered.map((member) => setLimit(member, idleBytes)));
    await Promise.all(working.map((member) => setLimit(member, wanted(member))));
  };
  return {
    join(weight) {
      const member: Member = { weight, limit: (total * weight) / leastParts, busy: 0, usedAt: 0 };
      members.add(member);
      return {
        bytes: member.limit,
        follow(session) {
          member.session = session;
        },
        async busy() {
          member.busy += 1;
          uses += 1;
          member.usedAt = uses;
          if (member.busy === 1) await rebalance();
        },
        idle() {
          member.busy -= 1;
        },
        leave: () => void members.delete(member),
      };
    },
  };
}
