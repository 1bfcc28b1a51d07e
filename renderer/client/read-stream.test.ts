import { expect, test } from 'vitest';
import { readStream } from './read-stream.ts';

/** A stream of these pieces; without `isOpen` it ends after them. */
function streamOf(pieces: Uint8Array[], isOpen: boolean) {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      if (!isOpen) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { stream, isCancelled: () => isCancelled };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('letters that are cut between two pieces come whole', async () => {
  const whole = bytes('Händler');
  const heard: string[] = [];
  await readStream(streamOf([whole.slice(0, 2), whole.slice(2)], false).stream, (text) => heard.push(text), 1000);
  expect(heard.join('')).toBe('Händler');
});

test('a stream that falls silent counts as ended, and its sender is let go', async () => {
  const { stream, isCancelled } = streamOf([bytes('one')], true);
  const heard: string[] = [];
  await readStream(stream, (text) => heard.push(text), 20);
  expect(heard).toEqual(['one']);
  expect(isCancelled()).toBe(true);
});
