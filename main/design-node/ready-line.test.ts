import { expect, test } from 'vitest';
import { lineSplitter, parseReadyLine } from './ready-line.ts';

const token = 'x'.repeat(32);

test('a ready line gives address and token', () => {
  const line = JSON.stringify({ event: 'ready', url: 'http://127.0.0.1:4100', token });
  expect(parseReadyLine(line)).toEqual({ origin: 'http://127.0.0.1:4100', port: 4100, token });
});

test('log lines and foreign addresses are not ready lines', () => {
  expect(parseReadyLine('{"level":30,"msg":"starting"}')).toBeNull();
  expect(parseReadyLine('starting')).toBeNull();
  expect(parseReadyLine(JSON.stringify({ event: 'ready', url: 'http://example.com:80', token }))).toBeNull();
  expect(parseReadyLine(JSON.stringify({ event: 'ready', url: 'http://127.0.0.1.example.com', token }))).toBeNull();
  expect(parseReadyLine(JSON.stringify({ event: 'ready', url: 'http://127.0.0.1:1', token: '' }))).toBeNull();
});

test('lines survive being cut anywhere', () => {
  const lines: string[] = [];
  const push = lineSplitter((line) => lines.push(line));
  for (const chunk of ['a', 'b\nc', '', '\n\nd']) push(chunk);
  expect(lines).toEqual(['ab', 'c', '']);
});
