import { expect, test } from 'vitest';
import { createSseParser } from './sse.ts';

const parse = (...chunks: string[]): string[] => {
  const seen: string[] = [];
  const feed = createSseParser((text) => seen.push(text));
  for (const chunk of chunks) feed(chunk);
  return seen;
};

test('an event cut over several chunks is one event', () => {
  expect(parse('da', 'ta: {"a"', ':1}\n', '\n')).toEqual(['{"a":1}']);
});

test('comments and other fields are skipped, carriage returns are accepted', () => {
  expect(parse(': alive\n\nevent: x\r\ndata: 1\r\n\r\ndata: 2\n\n')).toEqual(['1', '2']);
});

test('data over several lines is joined', () => {
  expect(parse('data: a\ndata: b\n\n')).toEqual(['a\nb']);
});

test('an unfinished event is not delivered', () => {
  expect(parse('data: a\n')).toEqual([]);
});
