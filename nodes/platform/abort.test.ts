import { expect, it } from 'vitest';
import { orAborted } from './abort.ts';

const never = new Promise<never>(() => undefined);

it('gives what the work gives, with a signal or without', async () => {
  expect(await orAborted(Promise.resolve(7), undefined)).toBe(7);
  expect(await orAborted(Promise.resolve(7), new AbortController().signal)).toBe(7);
  await expect(orAborted(Promise.reject(new Error('broken')), new AbortController().signal)).rejects.toThrow('broken');
});

it('leaves work that does not end when the signal comes, or came before', async () => {
  const controller = new AbortController();
  const left = orAborted(never, controller.signal);
  controller.abort();
  await expect(left).rejects.toMatchObject({ code: 'ABORTED' });
  await expect(orAborted(never, controller.signal)).rejects.toMatchObject({ code: 'ABORTED' });
});

it('waits for work that ends soon after the signal', async () => {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<string>();
  const awaited = orAborted(promise, controller.signal, 3_600_000);
  controller.abort();
  setImmediate(() => resolve('done'));
  expect(await awaited).toBe('done');
});
