import { expect, test } from 'vitest';
import { checkWrittenFormula } from './check-formula.ts';

const schema = [
  { name: 'amount', type: 'double' as const },
  { name: 'at', type: 'timestamp' as const },
];
const check = (formula: string, variables: Record<string, string> = {}) =>
  checkWrittenFormula(formula, schema, variables);

test('a formula has the type that it has with the values of its variables', () => {
  expect(check('amount > ${least}', { least: '100' })).toEqual({ type: 'boolean', problems: [] });
  expect(check("to_date(at) = to_date('${day}')", { day: '2026-06-14' })).toEqual({ type: 'boolean', problems: [] });
});

test('a problem is told at its place in the written formula', () => {
  const formula = 'amount > ${least} and amuont < 3';
  const [problem] = check(formula, { least: '1234567890' }).problems;
  expect(problem?.code).toBe('FORMULA_COLUMN_UNKNOWN');
  expect(problem?.data).toMatchObject({ position: formula.indexOf('amuont') + 1, end: formula.indexOf(' < 3') });
});

test('a problem of a value is told at its reference', () => {
  const formula = 'amount > ${least} + 1';
  const [problem] = check(formula, { least: 'cheap' }).problems;
  expect(problem?.data).toMatchObject({ name: 'cheap', position: 10, end: 17 });
});

test('every unknown variable is told with the nearest name', () => {
  const { type, problems } = check("${lesat} < amount and '${x}' = 'a'", { least: '1' });
  expect(type).toBeNull();
  expect(problems.map(({ data }) => [data?.position, data?.end])).toEqual([
    [1, 8],
    [24, 27],
  ]);
  expect(problems[0]?.message).toBe(
    'The formula uses the variable “lesat”, which is not defined; did you mean “least”?',
  );
});

test('a formula that breaks off after a variable is told at its end', () => {
  const formula = 'amount > ${least} +';
  const [problem] = check(formula, { least: '1' }).problems;
  expect(problem?.data?.position).toBe(formula.length + 1);
});
