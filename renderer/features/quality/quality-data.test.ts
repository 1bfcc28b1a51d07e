import { expect, test } from 'vitest';
import type { RuleResult } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { datasetQualities, limitsOf, meaningRuleFor, rangeWords, ruleId, uncheckedMeanings } from './quality-data.ts';

const rule = (id: string, enabled = true) => ({ id, kind: 'record-count', enabled, settings: {} });
const dataset = (id: string) => ({ id, name: id.toUpperCase(), source: { kind: 'managed' as const } });
const project = {
  datasets: { a: dataset('a'), b: dataset('b'), c: dataset('c') },
  quality: {
    a: { id: 'a', autoRun: true, failBuild: true, rules: [rule('rows')] },
    b: { id: 'b', autoRun: true, failBuild: true, rules: [rule('rows'), rule('old', false)] },
  },
} as unknown as Project;
const result = (of: string, id: string, status: RuleResult['status']): RuleResult => ({
  dataset: of,
  rule: id,
  kind: 'record-count',
  label: '',
  status,
  observed: 1,
  message: '',
  computedAt: '2025-06-01T00:00:00Z',
  failedRows: null,
});

test('datasets are listed worst first, those without rules last', () => {
  const list = datasetQualities(project, [result('a', 'rows', 'OK'), result('b', 'rows', 'WARNING')]);
  expect(list.map(({ id, status }) => [id, status])).toEqual([
    ['b', 'WARNING'],
    ['a', 'OK'],
    ['c', 'NOT_COMPUTED'],
  ]);
});

test('a rule that is switched off does not colour its dataset', () => {
  const [first] = datasetQualities(project, [result('b', 'rows', 'OK'), result('b', 'old', 'ERROR')]).filter(
    ({ id }) => id === 'b',
  );
  expect(first).toMatchObject({ status: 'OK', counts: { ERROR: 0, OK: 1 } });
});

test('limits are read from the settings and written as a range', () => {
  const limits = limitsOf({ ...rule('x'), settings: { hard: { min: 1 }, soft: { min: 2, max: 3 } } });
  expect(rangeWords(limits.hard, String)).toBe('≥ 1');
  expect(rangeWords(limits.soft, String)).toBe('2 … 3');
  expect(rangeWords({}, String)).toBeUndefined();
});

test('a second rule of a kind gets a number', () => {
  expect(ruleId('unique-count', [rule('unique-count')])).toBe('unique-count-2');
});

test('rules are offered for columns whose meaning some values may not fit, and not twice', () => {
  const schema = [
    { name: 'mail', type: 'string' as const, meaning: 'email' as const },
    { name: 'note', type: 'string' as const, meaning: 'text' as const },
    { name: 'lat', type: 'double' as const, meaning: 'latitude' as const },
    { name: 'amount', type: 'double' as const, meaning: 'decimal' as const },
    { name: 'part', type: 'string' as const },
    { name: 'gone', type: 'string' as const, meaning: 'own:gone' as const },
  ];
  const own = { code: { id: 'code', name: 'Code', kind: 'values' as const, values: ['a'], caseSensitive: false } };
  const declared = [{ name: 'part', type: 'string' as const, meaning: 'own:code' as const }];
  expect(uncheckedMeanings(schema, { declared, rules: [], own })).toEqual(['mail', 'lat', 'part']);
  const rules = [meaningRuleFor('lat', []), meaningRuleFor('part', [])];
  expect(uncheckedMeanings(schema, { declared, rules, own })).toEqual(['mail']);
  expect(meaningRuleFor('mail', rules).id).toBe('valid-for-meaning-2');
});
