import { expect, test } from 'vitest';
import { bundleArgument } from './own-files.ts';

test('the bundle is found among switches', () => {
  expect(bundleArgument(['/opt/millrace', '--no-sandbox', '/home/u/fraud.MILLRACE'])).toBe('/home/u/fraud.MILLRACE');
});

test('a start without a bundle opens none', () => {
  expect(bundleArgument(['/opt/millrace', '--x=a.millrace', 'notes.txt'])).toBeNull();
});
