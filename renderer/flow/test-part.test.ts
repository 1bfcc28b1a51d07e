import { expect, test } from 'vitest';
import type { Project, Recipe } from '../../nodes/contract/project/index.ts';
import { partOfSelection } from './test-part.ts';

const recipe = (id: string, inputs: string[], outputs: string[]): Recipe => ({
  ...{ id, name: id, kind: 'k', version: 1, settings: {} },
  ...{ inputs: { input: inputs }, outputs: { output: outputs } },
});
const names = ['raw', 'cards', 'clean', 'joined', 'wide', 'totals'];
const project = {
  datasets: Object.fromEntries(names.map((id) => [id, { id, name: id, source: { kind: 'managed' } }])),
  models: {},
  recipes: Object.fromEntries(
    [
      recipe('prepare', ['raw'], ['clean']),
      recipe('join', ['clean', 'cards'], ['joined']),
      recipe('widen', ['joined'], ['wide']),
      recipe('group', ['wide'], ['totals']),
    ].map((one) => [one.id, one]),
  ),
} as unknown as Project;

test.each<[string, string[], string[], string[]]>([
  ['one recipe', ['join'], ['clean', 'cards'], ['joined']],
  ['recipes that follow one another', ['join', 'widen'], ['clean', 'cards'], ['wide']],
  ['recipes with data selected too', ['join', 'joined', 'widen'], ['clean', 'cards'], ['wide']],
  ['two datasets: everything between, and what else it reads', ['clean', 'wide'], ['clean', 'cards'], ['wide']],
  ['one dataset: what makes it', ['totals'], ['wide'], ['totals']],
])('%s', (_, selected, inputs, outputs) => {
  const part = partOfSelection(project, selected);
  expect(part?.inputs.toSorted()).toEqual(inputs.toSorted());
  expect(part?.outputs).toEqual(outputs);
});

test('data that no recipe makes is no part', () => {
  expect(partOfSelection(project, ['raw'])).toBeNull();
  expect(partOfSelection(project, [])).toBeNull();
});
