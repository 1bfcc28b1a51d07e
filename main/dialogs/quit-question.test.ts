import { expect, test } from 'vitest';
import { quitQuestion } from './quit-question.ts';

test('what runs is named, some of many', () => {
  const running = ['Build a', 'Build b', 'Build c', 'Build d', 'Build e', 'Build f'];
  const { message, detail, defaultId, buttons } = quitQuestion({ running, unsent: 0 }, 'quit');
  expect(message).toBe('6 runs are not finished.');
  expect(detail).toContain('• Build e');
  expect(detail).toContain('… and 1 more');
  expect(buttons?.[defaultId ?? 0]).toBe('Cancel');
});

test('changes that have not reached the node are counted', () => {
  expect(quitQuestion({ running: [], unsent: 1 }, 'close').message).toBe('One change has not been saved.');
  expect(quitQuestion({ running: ['Build a'], unsent: 2 }, 'quit').detail).toContain('2 changes have not reached');
});
