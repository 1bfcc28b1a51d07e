import { expect, test } from 'vitest';
import { validFormula } from '../../../../nodes/contract/meaning-formula.ts';
import type { OwnMeanings } from '../../../../nodes/contract/project/index.ts';
import type { Column } from '../../../../nodes/contract/schema.ts';
import { copiedMeaning } from './copied-meaning.ts';

const own: OwnMeanings = {
  region: { id: 'region', name: 'Region', kind: 'values', values: ['North', "O'Hara", 'South'], caseSensitive: false },
  part: { id: 'part', name: 'Part', kind: 'pattern', pattern: '[A-Z]{2}-\\d+', caseSensitive: false },
};
const columns: Column[] = [
  { name: 'id', type: 'bigint' },
  { name: 'code', type: 'string' },
  { name: 'home country', type: 'string', meaning: 'country' },
];
const formulaStep = (formula: string, column = 'code') => ({
  ...{ id: 's1', kind: 'formula', comment: 'why', group: 'g' },
  settings: { column, formula },
});
const filterStep = (formula: string, action: string) => ({
  id: 's2',
  kind: 'filter-formula',
  settings: { formula, action },
});
const followed = (step: Parameters<typeof copiedMeaning>[0]) => copiedMeaning(step, columns, own);

test('a copied list of the project is known, and everything else about the step stays', () => {
  expect(followed(formulaStep("if((lower(trim(code)) in ('north', 'o''hara', 'south')), code, null)"))).toEqual({
    ...{ label: 'Region', isSame: true },
    step: {
      ...{ id: 's1', comment: 'why', group: 'g', kind: 'clear-invalid' },
      settings: { columns: ['code'], meaning: 'own:region' },
    },
  });
});

test('a list that has changed since its copy was made is known by the values they share, and said to differ', () => {
  const step = formulaStep("if((lower(trim(code)) in ('north', 'south', 'west')), code, null)");
  expect(followed(step)).toMatchObject({ label: 'Region', isSame: false });
  expect(followed(formulaStep("if((lower(trim(code)) in ('a', 'b', 'north')), code, null)"))).toBeNull();
});

test('a pattern is known as older versions wrote it and as it is written now', () => {
  for (const pattern of ['^(?:(?i)[A-Z]{2}-\\d+)$', '(?i)^(?:[A-Z]{2}-\\d+)$'])
    expect(followed(formulaStep(`if(regex_match(trim(code), '${pattern}'), code, null)`))?.step.settings).toEqual({
      ...{ columns: ['code'], meaning: 'own:part' },
    });
});

test('a built-in meaning is known, also of a column with a space in its name', () => {
  const column = columns[2] as Column;
  const valid = validFormula(column, '"home country"');
  expect(followed(formulaStep(`if(${valid}, "home country", null)`, 'home country'))?.step).toMatchObject({
    ...{ kind: 'clear-invalid', settings: { columns: ['home country'], meaning: 'country' } },
  });
});

test('a filter for rows that are valid, or are not, follows with the same rows', () => {
  const valid = "(lower(trim(code)) in ('north', 'o''hara', 'south'))";
  const bad = `(not is_blank(code) and not ${valid})`;
  const good = `(is_blank(code) or ${valid})`;
  const cases = [
    [bad, 'remove', 'remove'],
    [bad, 'keep', 'keep'],
    [good, 'keep', 'remove'],
    [good, 'remove', 'keep'],
  ] as const;
  for (const [formula, action, expected] of cases)
    expect(followed(filterStep(formula, action))?.step).toMatchObject({
      ...{ kind: 'filter-meaning', settings: { columns: ['code'], meaning: 'own:region', action: expected } },
    });
});

test('formulas that only look alike are left alone', () => {
  expect(followed(formulaStep("if((lower(trim(code)) in ('north', 'o''hara', 'south')), code, 'x')"))).toBeNull();
  expect(
    followed(formulaStep("if((lower(trim(code)) in ('north', 'o''hara', 'south')), code, null)", 'id')),
  ).toBeNull();
  expect(followed(formulaStep('code'))).toBeNull();
  expect(followed({ id: 's', kind: 'round', settings: {} })).toBeNull();
});
