import { expect, test } from 'vitest';
import { bundleArgument, dataArgument } from './own-files.ts';

test('the bundle is found among switches', () => {
  expect(bundleArgument(['/opt/millrace', '--no-sandbox', '/home/u/fraud.MILLRACE'])).toBe('/home/u/fraud.MILLRACE');
});

test('a start without a bundle opens none', () => {
  expect(bundleArgument(['/opt/millrace', '--x=a.millrace', 'notes.txt'])).toBeNull();
});

test('the data folder follows its switch', () => {
  expect(dataArgument(['/opt/millrace', '--data', '/home/u/design', 'a.millrace'])).toBe('/home/u/design');
  expect(dataArgument(['/opt/millrace'])).toBeNull();
  expect(dataArgument(['/opt/millrace', '--data'])).toBeNull();
});
