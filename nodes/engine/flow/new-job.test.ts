import { expect, test } from 'vitest';
import type { Project } from '../../contract/project/index.ts';
import { buildLabel } from './new-job.ts';

const named = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { id, name: id.toUpperCase() }]));
const project = { datasets: named('a', 'b', 'c', 'd'), models: named('m') } as unknown as Project;

test('a build is called by what is asked for, with names', () => {
  expect(buildLabel({ targets: [], mode: 'required' }, project)).toBe('Build everything');
  expect(buildLabel({ targets: [], mode: 'upstream' }, project)).toBe('Rebuild everything');
  expect(buildLabel({ targets: ['a', 'm'], mode: 'required' }, project)).toBe('Build A, M');
  expect(buildLabel({ targets: ['a', 'b', 'c', 'd', 'm'], mode: 'only' }, project)).toBe('Rebuild A, B, C and 2 more');
  expect(buildLabel({ targets: ['a'], mode: 'upstream' }, project)).toBe('Rebuild A with all before');
  expect(buildLabel({ targets: ['a'], mode: 'downstream' }, project)).toBe('Build what follows A');
});
