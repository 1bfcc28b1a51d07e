import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryShares, type MemoryShares, type Share } from './memory-shares.ts';

const mebibyte = 2 ** 20;
const total = 1024 * mebibyte;
let shares: MemoryShares;
let limits: Map<string, number>;
beforeEach(() => {
  shares = createMemoryShares(total);
  limits = new Map();
});

/** Joins as a session would, which obeys. */
function joined(name: string, weight: number): Share {
  const share = shares.join(weight);
  limits.set(name, share.bytes);
  share.follow({
    setMemoryLimit: async (bytes) => {
      limits.set(name, bytes);
      return true;
    },
  });
  return share;
}
const inMebibytes = () => Object.fromEntries([...limits].map(([name, bytes]) => [name, Math.round(bytes / mebibyte)]));

describe('the memory of a node', () => {
  it('is all there for one project', async () => {
    const [build, read] = [joined('build', 3), joined('read', 1)];
    await Promise.all([build.busy(), read.busy()]);
    expect(inMebibytes()).toEqual({ build: 768, read: 256 });
  });

  it('is shared by projects that work at the same time', async () => {
    const [one, two] = [joined('one', 3), joined('two', 3)];
    await one.busy();
    await two.busy();
    expect(inMebibytes()).toEqual({ one: 512, two: 512 });
    two.idle();
    one.idle();
    await one.busy();
    expect(inMebibytes()).toEqual({ one: 768, two: 64 });
  });

  it('is taken from projects that rest, the longest resting first', async () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => joined(name, 1));
    for (const share of all) {
      await share.busy();
      share.idle();
    }
    const build = joined('build', 3);
    await build.busy();
    expect(inMebibytes()).toEqual({ a: 64, b: 64, c: 64, d: 256, build: 768 });
  });

  it('goes back when a project is closed', async () => {
    const [one, two] = [joined('one', 3), joined('two', 3)];
    await Promise.all([one.busy(), two.busy()]);
    two.leave();
    one.idle();
    await one.busy();
    expect(inMebibytes()).toMatchObject({ one: 768 });
  });
});
