import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail } from '../contract/errors/index.ts';
import type { NodeEvent } from '../contract/events.ts';
import { firstBrokenLine, openAuditLog } from './audit-log.ts';
import type { RequestContext } from './context.ts';
import { createEventHub } from './event-hub.ts';
import { createMutate } from './mutation.ts';

const as = (right: 'read' | 'write'): RequestContext => ({
  caller: { id: right, name: `the ${right}er`, right },
  signal: new AbortController().signal,
});

async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  const audit = await openAuditLog(folder);
  const hub = createEventHub();
  const events: NodeEvent[] = [];
  hub.subscribe((event) => events.push(event));
  const text = () => readFileSync(join(folder, 'audit.jsonl'), 'utf8');
  return { folder, audit, events, mutate: createMutate({ hub, audit }), text };
}
const change = { right: 'write' as const, action: 'edit', target: 'projects/a' };

describe('a change', () => {
  it('is made, audited and told', async () => {
    const { mutate, events, text } = await setUp();
    const result = await mutate(as('write'), {
      ...change,
      change: async () => 7,
      events: (revision) => [{ type: 'project', project: 'a', revision }],
    });
    expect(result).toBe(7);
    expect(events).toEqual([{ type: 'project', project: 'a', revision: 7 }]);
    expect(JSON.parse(text())).toMatchObject({ by: { id: 'write' }, action: 'edit', outcome: 'done' });
  });

  it('is refused without the right, before anything happens', async () => {
    const { mutate } = await setUp();
    let isMade = false;
    const made = mutate(as('read'), { ...change, change: async () => (isMade = true) });
    await expect(made).rejects.toMatchObject({ code: 'AUTH_RIGHT_MISSING' });
    expect(isMade).toBe(false);
  });

  it('that fails is audited with its code and not told', async () => {
    const { mutate, events, text } = await setUp();
    const failing = mutate(as('write'), {
      ...change,
      change: () => Promise.reject(fail('NOT_FOUND', { kind: 'x', id: 'y', suggestion: '' })),
      events: () => [{ type: 'items', item: 'a' }],
    });
    await expect(failing).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(events).toEqual([]);
    expect(JSON.parse(text())).toMatchObject({ outcome: 'failed', code: 'NOT_FOUND' });
  });

  it('waits for another one of the same target, not of others', async () => {
    const { mutate } = await setUp();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const slow = mutate(as('write'), { ...change, change: () => gate.promise.then(() => void order.push('slow')) });
    const next = mutate(as('write'), { ...change, change: async () => void order.push('next') });
    await mutate(as('write'), { ...change, target: 'projects/b', change: async () => void order.push('other') });
    gate.resolve();
    await Promise.all([slow, next]);
    expect(order).toEqual(['other', 'slow', 'next']);
  });
});

describe('the audit log', () => {
  it('that cannot be written says so, and goes on when it can be written again', async () => {
    const { audit, folder, text } = await setUp();
    const caller = { id: 'k', name: 'Kim', right: 'write' as const };
    const add = (target: string) => audit.add(caller, { action: 'a', target, outcome: 'done' });
    await add('first');
    const path = join(folder, 'audit.jsonl');
    renameSync(path, `${path}.away`);
    mkdirSync(path);
    await expect(add('lost')).rejects.toMatchObject({ code: 'NODE_WRITE_FAILED' });
    rmdirSync(path);
    renameSync(`${path}.away`, path);
    await add('second');
    expect(text()).toMatch(/first.*\n.*second/);
    expect(firstBrokenLine(text())).toBe(-1);
  });

  it('shows when a line was changed or taken out later, and goes on after a restart', async () => {
    const { folder, audit, mutate, text } = await setUp();
    for (const target of ['a', 'b']) await mutate(as('write'), { ...change, target, change: async () => 1 });
    await audit.close();
    const reopened = await openAuditLog(folder);
    await reopened.add(as('write').caller, { action: 'edit', target: 'c', outcome: 'done' });
    await reopened.close();
    const lines = text();
    expect(firstBrokenLine(lines)).toBe(-1);
    expect(firstBrokenLine(lines.replace('"target":"a"', '"target":"x"'))).toBe(1);
    expect(firstBrokenLine(lines.split('\n').toSpliced(1, 1).join('\n'))).toBe(1);
  });
});
