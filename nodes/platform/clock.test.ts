import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createManualClock, sleep, systemClock } from './clock.ts';
import { createLog, redact } from './log.ts';
import { defaultDataFolder, isInside, joinInside, packageRoot, resourcePath } from './paths.ts';

describe('clocks', () => {
  it('moved by hand run what falls due, in order of time', () => {
    const clock = createManualClock(1000);
    const order: string[] = [];
    clock.after(20, () => order.push(`late at ${clock.now()}`));
    clock.after(10, () => {
      order.push(`early at ${clock.now()}`);
      clock.after(5, () => order.push('follow-up'));
    });
    const cancel = clock.after(15, () => order.push('never'));
    cancel();
    clock.advance(12);
    expect(order).toEqual(['early at 1010']);
    clock.advance(100);
    expect(order).toEqual(['early at 1010', 'follow-up', 'late at 1020']);
    expect(clock.now()).toBe(1112);
  });

  it('of the system wait longer than a timer can', async () => {
    let hasFired = false;
    const cancel = systemClock.after(2 ** 40, () => {
      hasFired = true;
    });
    await new Promise<void>((resolve) => systemClock.after(1, resolve) && undefined);
    cancel();
    expect(hasFired).toBe(false);
    await expect(sleep(60_000, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    await sleep(1);
  });
});

describe('the log', () => {
  it('never shows what looks like a secret', () => {
    let text = '';
    const sink = new Writable({
      write(chunk, _, done) {
        text += String(chunk);
        done();
      },
    });
    const key = `mr_${'A'.repeat(43)}`;
    const log = createLog({ name: 'api', to: sink });
    log.info(
      { password: 'hunter2', request: { headers: { authorization: 'Bearer abcdefghij' } } },
      `called with ${key}`,
    );
    log.error(new Error(`refused ${key}`), 'failed');
    expect(text).not.toMatch(/hunter2|abcdefghij|AAAA/);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ level: 30, name: 'api', password: '[redacted]' });
    expect(redact('Authorization: Basic dXNlcjpwYXNz')).toBe('Authorization: Basic [redacted]');
  });
});

describe('paths', () => {
  it('stay inside their folder', () => {
    expect(isInside('/a/b', '/a/b/c')).toBe(true);
    expect(isInside('/a/b', '/a/bc')).toBe(false);
    expect(isInside('/a/b', '/a/b/..c')).toBe(true);
    expect(joinInside('/a/b', 'c/../d')).toBe('/a/b/d');
    for (const path of ['../c', '/etc/passwd', 'c/../../d', 'a\0b'])
      expect(() => joinInside('/a/b', path)).toThrow('leaves its folder');
  });

  it('lead to the resources and the data of a node', () => {
    expect(resourcePath('x')).toBe(`${packageRoot()}/resources/x`);
    expect(defaultDataFolder('api')).toMatch(/api$/);
  });
});
