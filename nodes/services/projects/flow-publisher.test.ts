import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FlowNode } from '../../contract/flow.ts';
import { createFlowPublisher } from './flow-publisher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A flow of one node that is told in `id` how often states were computed. */
function flowThat(wait: () => Promise<void> = async () => {}) {
  const told: string[] = [];
  const errors: unknown[] = [];
  let count = 0;
  const publisher = createFlowPublisher(
    async () => {
      count += 1;
      const id = String(count);
      await wait();
      return [{ id } as FlowNode];
    },
    ([node]) => told.push(node?.id ?? ''),
    (error) => errors.push(error),
  );
  return { publisher, told, errors };
}

it('changes soon after one another are told as one', async () => {
  const { publisher, told } = flowThat();
  for (let i = 0; i < 5; i++) publisher.publish();
  expect(told).toEqual([]);
  await vi.runAllTimersAsync();
  expect(told).toEqual(['1']);
});

it('what a person waits for is told at once, and with it what was to be told later', async () => {
  const { publisher, told } = flowThat();
  publisher.publish();
  publisher.publishNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['1']);
  await vi.runAllTimersAsync();
  expect(told).toEqual(['1']);
});

it('states are told in the order in which they were, however long they take', async () => {
  const waits = [500, 0];
  const { publisher, told } = flowThat(() => new Promise((resolve) => setTimeout(resolve, waits.shift())));
  publisher.publishNow();
  publisher.publishNow();
  await vi.runAllTimersAsync();
  expect(told).toEqual(['1', '2']);
});

it('a flow that cannot be computed is no end', async () => {
  const failures = [new Error('no'), null];
  const { publisher, told, errors } = flowThat(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
  });
  publisher.publishNow();
  publisher.publishNow();
  await vi.runAllTimersAsync();
  expect(errors).toHaveLength(1);
  expect(told).toEqual(['2']);
});
