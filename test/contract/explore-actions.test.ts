import { describe, expect, it } from 'vitest';
import { meaningRules, ownMeaningId, type RuledColumn, withRules } from '../../nodes/contract/meanings.ts';
import { OwnMeaning } from '../../nodes/contract/project/index.ts';
import { type Column, dataTypes, meanings, type Schema } from '../../nodes/contract/schema.ts';
import { compileFormula } from '../../nodes/engine/expr/check.ts';
import { compileSteps } from '../../nodes/engine/recipes/prepare/compile-steps.ts';
import { followMeanings } from '../../nodes/engine/recipes/prepare/own-meanings.ts';
import { type Filter, filterFormula, filterKinds, newFilter } from '../../renderer/explore/filters/filters.ts';
import * as actions from '../../renderer/explore/step-actions.ts';

const own = {
  list: OwnMeaning.parse({ id: 'list', name: 'L', kind: 'values', values: ["it's", 'B'], caseSensitive: true }),
  folded: OwnMeaning.parse({ id: 'folded', name: 'F', kind: 'values', values: ['A', '1'] }),
  pattern: OwnMeaning.parse({ id: 'pattern', name: 'P', kind: 'pattern', pattern: "[a-z]{2}'\\d+" }),
};
const ownColumns = withRules(
  Object.keys(own).flatMap((id): Column[] => [
    { name: `text ${id}`, type: 'string', meaning: ownMeaningId(id) },
    { name: `number ${id}`, type: 'bigint', meaning: ownMeaningId(id) },
  ]),
  own,
);

/** A column of every type, and of every meaning a type can carry. */
const columns: RuledColumn[] = [
  ...ownColumns,
  ...dataTypes.flatMap((type): Column[] => [
    { name: `a ${type}`, type },
    ...meanings.flatMap((meaning) =>
      meaningRules[meaning].types.includes(type) ? [{ name: `${type} ${meaning}`, type, meaning }] : [],
    ),
  ]),
];
const example: Partial<Record<Column['type'], string>> = {
  boolean: 'true',
  date: '2024-01-02',
  timestamp: '2024-01-02 03:04:05',
  timestamptz: '2024-01-02 03:04:05',
  string: "it's",
};
const exampleOf = ({ type }: Column) => example[type] ?? '1';

function filled(filter: Filter, column: Column): Filter {
  const value = exampleOf(column);
  if (filter.kind === 'values') return { ...filter, values: [value, null] };
  if (filter.kind === 'range') return { ...filter, from: value, to: value };
  if (filter.kind === 'has') return { ...filter, item: "it's" };
  return filter.kind === 'text' ? { ...filter, text: 'x' } : filter;
}

function compiles(draft: actions.StepDraft | null, schema: Schema): void {
  if (!draft) return;
  const input = { op: 'scan' as const, table: 'input', schema };
  const { problems } = compileSteps(followMeanings([{ id: 's1', ...draft }], own).steps, input, schema);
  expect({ draft, problems }).toEqual({ draft, problems: [] });
}

describe.each(columns.map((column) => [column.name, column] as const))('the column %s', (_, column) => {
  it('has filters that are formulas the node understands', () => {
    for (const kind of filterKinds(column)) {
      const formula = filterFormula(filled(newFilter(column, kind), column), [column]);
      expect(formula).not.toBeNull();
      if (formula) expect(compileFormula(formula, [column], 'boolean').type).toBe('boolean');
    }
  });

  it('has actions that are prepare steps the node understands', () => {
    const schema: Schema = [column, { name: 'other', type: 'int' }];
    const isNumber = ['int', 'bigint', 'double', 'decimal'].includes(column.type);
    const isPlain = !['array', 'object', 'geopoint'].includes(column.type);
    compiles(actions.removeEmptyStep(column), schema);
    compiles(actions.deleteColumnStep(column), schema);
    compiles(actions.renameStep(column, 'new'), schema);
    compiles(actions.clearInvalidStep(column), schema);
    compiles(actions.removeInvalidStep(column), schema);
    if (isPlain) {
      compiles(actions.valuesStep(column, [exampleOf(column)], 'keep'), schema);
      compiles(actions.valuesStep(column, [exampleOf(column), null], 'remove'), schema);
      compiles(actions.valuesStep(column, [null], 'remove'), schema);
      compiles(actions.fillStep(column, exampleOf(column)), schema);
      for (const type of actions.typeChoices(column)) compiles(actions.changeTypeStep(column, type), schema);
      for (const kind of filterKinds(column))
        compiles(actions.filterStep(filled(newFilter(column, kind), column), column), schema);
    }
    if (isNumber) {
      compiles(actions.clipStep(column, -1.5, 2), schema);
      compiles(actions.removeOutliersStep(column, -1.5, 2), schema);
      compiles(actions.clearOutliersStep(column, -1.5, 2), schema);
    }
    if (column.type === 'string') {
      compiles(actions.mergeStep(column, ['a', 'A', 'b'], 'A'), schema);
      compiles(actions.trimStep(column), schema);
      compiles(actions.lowerStep(column), schema);
      compiles(actions.changeTypeStep(column, 'double', true), schema);
    }
  });
});

describe('values', () => {
  it('that differ only in case, spaces or punctuation are found together', () => {
    const top = [
      { value: 'Oslo', count: 5 },
      { value: 'oslo ', count: 1 },
      { value: 'Rome', count: 3 },
      { value: 'São-Paulo', count: 1 },
      { value: 'Sao Paulo', count: 2 },
    ];
    expect(actions.similarValues(top)).toEqual([
      { to: 'Oslo', values: ['Oslo', 'oslo '] },
      { to: 'Sao Paulo', values: ['Sao Paulo', 'São-Paulo'] },
    ]);
  });
});
