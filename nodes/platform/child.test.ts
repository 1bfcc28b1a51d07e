import { describe, expect, it } from 'vitest';
import { readyLine, runProgram, startChild, startReadyChild } from './child.ts';
import { isAlive } from './process-identity.ts';

const ready = 'console.log(\'{"event":"ready","port":7}\');';

describe('startReadyChild', () => {
  it('waits for the ready line and stops gracefully', async () => {
    const script = `process.on('SIGTERM', () => process.exit(3)); ${ready} process.stdin.resume();`;
    const child = await startReadyChild({ name: 'child', args: ['-e', script], ready: readyLine });
    expect(child.readyValue).toEqual({ event: 'ready', port: 7 });
    expect(await child.stop()).toEqual({ code: 3, signal: null });
  });

  it('kills one that does not stop', async () => {
    const script = `process.on('SIGTERM', () => {}); ${ready} process.stdin.resume();`;
    const child = await startReadyChild({ name: 'child', args: ['-e', script], ready: readyLine });
    expect(await child.stop(50)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('reports the last words of one that ends too early', async () => {
    const start = startReadyChild({
      name: 'The node',
      args: ['-e', "console.error('port in use'); process.exit(2)"],
      ready: readyLine,
    });
    await expect(start).rejects.toMatchObject({
      code: 'NODE_NOT_STARTED',
      data: { reason: 'it ended with exit code 2', output: 'port in use' },
    });
  });

  it('gives up on one that never gets ready, or when told', async () => {
    const options = { name: 'The node', args: ['-e', 'setInterval(() => {}, 1000)'], ready: readyLine };
    await expect(startReadyChild({ ...options, timeout: 100 })).rejects.toMatchObject({ code: 'NODE_NOT_STARTED' });
    await expect(startReadyChild({ ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('ends the children of its child with it', async () => {
    const inner = 'setInterval(() => {}, 1000)';
    const script = `
      const { spawn } = require('node:child_process');
      const inner = spawn(process.execPath, ['-e', ${JSON.stringify(inner)}]);
      console.log(JSON.stringify({ event: 'ready', inner: inner.pid }));
      process.stdin.resume();`;
    const child = await startReadyChild({ name: 'child', args: ['-e', script], ready: readyLine });
    const innerPid = Number(child.readyValue.inner);
    expect(isAlive(innerPid)).toBe(true);
    await child.kill();
    await expect.poll(() => isAlive(innerPid)).toBe(false);
  });
});

describe('runProgram', () => {
  it('collects what was printed', async () => {
    const result = await runProgram({
      name: 'x',
      args: ['-e', "console.log('a'); console.error('b'); process.exit(5)"],
    });
    expect(result).toEqual({ code: 5, signal: null, out: 'a', error: 'b' });
  });

  it('starts nothing when the signal came before', async () => {
    const args = ['-e', 'setInterval(() => undefined, 1000)'];
    const running = runProgram({ name: 'x', args, signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('gives no code for a program that is not there', async () => {
    expect(await runProgram({ name: 'x', command: 'no-such-program-here', args: [] })).toMatchObject({ code: null });
  });
});

describe('startChild', () => {
  it('talks with its child', async () => {
    const lines: string[] = [];
    const child = startChild({
      name: 'echo',
      args: ['-e', "process.stdin.once('data', (d) => { console.log('got ' + d); process.exit() })"],
      env: { EXTRA: '1' },
      onLine: (line) => lines.push(line),
    });
    child.write('hello');
    expect((await child.ended).code).toBe(0);
    expect(lines).toEqual(['got hello']);
  });
});
