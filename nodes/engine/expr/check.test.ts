import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Schema } from '../../contract/schema.ts';
import { printExpr } from '../sql/print-expr.ts';
import { checkFormula, compileFormula } from './check.ts';
import { duckDb } from './dialect.ts';
import { parseFormula } from './parse.ts';
import { compileExpr } from './row.ts';

const schema: Schema = [
  { name: 'amount', type: 'double' },
  { name: 'count', type: 'int' },
  { name: 'category', type: 'string' },
  { name: 'odd "name"', type: 'int' },
  { name: 'at', type: 'timestamp' },
  { name: 'day', type: 'date' },
  { name: 'prix_été', type: 'double' },
];

const sqlOf = (formula: string) => printExpr(compileFormula(formula, schema).expr, duckDb);

function problemOf(formula: string) {
  const { problems } = checkFormula(formula, schema);
  return { code: problems[0]?.code, position: problems[0]?.data?.position, message: problems[0]?.message };
}

test('operators bind as in mathematics, comparisons before not, not before and, and before or', () => {
  expect(sqlOf('1 + 2 * 3 ** 2')).toBe('(1e0 + (2e0 * pow(3e0, 2e0)))');
  expect(sqlOf('not amount > 1 and count = 2 or true')).toBe('(((NOT ("amount" > 1e0)) AND ("count" = 2)) OR TRUE)');
  expect(sqlOf('amount - 1 - 2')).toBe('(("amount" - 1e0) - 2e0)');
});

test('columns are written bare, in double quotes or in backticks; comments and white space do not matter', () => {
  expect(sqlOf('"odd ""name""" + `count` -- a comment\n + /* another */ 1')).toBe(
    '((CAST("odd ""name""" AS BIGINT) + CAST("count" AS BIGINT)) + CAST(\'1\' AS BIGINT))',
  );
  expect(sqlOf('prix_été')).toBe('"prix_été"');
});

test('text beside a date is read as a date', () => {
  expect(sqlOf(`day >= '2024-01-01'`)).toBe(`("day" >= CAST('2024-01-01' AS DATE))`);
  expect(sqlOf(`day < '2024-01-01 12:00:00'`)).toBe(
    `(CAST("day" AS TIMESTAMP) < CAST('2024-01-01 12:00:00' AS TIMESTAMP))`,
  );
  expect(sqlOf(`hour('2024-01-01 12:00:00')`)).toBe(`CAST(hour(CAST('2024-01-01 12:00:00' AS TIMESTAMP)) AS INTEGER)`);
});

test('a word that is a keyword or a function stays usable as a quoted column', () => {
  const odd: Schema = [
    { name: 'and', type: 'int' },
    { name: 'round', type: 'int' },
  ];
  expect(compileFormula('"and" = round', odd).type).toBe('boolean');
});

test.each([
  ['amount +', 9, 'the formula ends'],
  ['(amount', 8, 'expected )'],
  ['amount amount', 8, 'expected an operator'],
  ["'abc", 1, 'not closed'],
  ['amount ! 2', 8, '“!” is not expected'],
  ['', 1, 'empty'],
  ['round(1,', 9, 'the formula ends'],
  ['amount is 5', 11, 'expected null'],
  [`${'('.repeat(500)}1${')'.repeat(500)}`, 201, 'nested too deeply'],
])('the syntax error of %j is found at position %i', (formula, position, words) => {
  const problem = problemOf(formula);
  expect(problem).toMatchObject({ code: 'FORMULA_SYNTAX', position });
  expect(problem.message).toContain(words);
});

test('unknown columns and functions come with the nearest name', () => {
  expect(problemOf('1 + amuont')).toEqual({
    code: 'FORMULA_COLUMN_UNKNOWN',
    position: 5,
    message: 'Position 5: there is no column “amuont”; did you mean “amount”?',
  });
  expect(problemOf('2 * rond(amount)').message).toBe('Position 5: there is no function “rond”; did you mean “round”?');
});

test.each([
  ['amount + category', 'FORMULA_TYPE', 10],
  ['upper(amount)', 'FORMULA_TYPE', 7],
  ['amount and true', 'FORMULA_TYPE', 1],
  ['category = 1', 'FORMULA_TYPE', 1],
  [`day > 'soon'`, 'FORMULA_TYPE', 1],
  ['if(amount, 1, 2)', 'FORMULA_TYPE', 4],
  [`if(amount > 1, 1, 'no')`, 'FORMULA_TYPE', 1],
  ['round()', 'FORMULA_ARGUMENTS', 1],
  ['round(1, 2, 3)', 'FORMULA_ARGUMENTS', 1],
  ['regex_match(category, category)', 'FORMULA_LITERAL', 23],
  [`regex_match(category, '(')`, 'FORMULA_LITERAL', 1],
  [`regex_match(category, '(?=a)')`, 'FORMULA_LITERAL', 1],
  [`date_add(day, 1, 'fortnight')`, 'FORMULA_LITERAL', 1],
])('%j is refused with %s at %i', (formula, code, position) => {
  expect(problemOf(formula)).toMatchObject({ code, position });
});

test('the result may be required to have a type; whole numbers widen, nothing else does', () => {
  expect(compileFormula('count', schema, 'double').type).toBe('double');
  expect(compileFormula('null', schema, 'boolean').type).toBe('boolean');
  expect(checkFormula('category', schema, 'boolean').problems[0]?.code).toBe('FORMULA_TYPE');
  expect(checkFormula('amount', schema, 'int').problems[0]?.code).toBe('FORMULA_TYPE');
});

test('a syntax tree knows where its parts stand', () => {
  expect(parseFormula('a + bc(1)')).toMatchObject({
    kind: 'call',
    name: 'add',
    start: 0,
    end: 9,
    args: [
      { kind: 'column', start: 0, end: 1 },
      { kind: 'call', name: 'bc', start: 4, end: 9 },
    ],
  });
});

test('decimals are compared by value', () => {
  const decimals: Schema = [
    { name: 'a', type: 'decimal' },
    { name: 'b', type: 'decimal' },
  ];
  const { expr } = compileFormula('a > b', decimals);
  const isGreater = compileExpr(expr, decimals);
  expect(isGreater(['10.00', '9.50'])).toBe(true);
});

test('a function under the name of another language is found by its keywords', () => {
  expect(problemOf('nvl(amount, 0)').message).toBe('Position 1: there is no function “nvl”; did you mean “coalesce”?');
});

test('no text makes the checker fail otherwise than with a code', () => {
  const random = createRandom(3);
  const pieces = [
    ...['amount', 'category', '"odd ""name"""', '1', '.5', "'x'", "''", '(', ')', ',', '+', '-', '**', '||', '=', 'in'],
    ...[
      'not',
      'and',
      'is',
      'null',
      'between',
      'if',
      'round',
      'coalesce',
      'switch',
      'date_add',
      '--',
      '/*',
      '"',
      "'",
      '`',
      '\\',
      '$',
    ],
  ];
  for (let i = 0; i < 5000; i++) {
    const formula = Array.from({ length: 1 + random.int(9) }, () => random.pick(pieces)).join(random.pick(['', ' ']));
    const { problems } = checkFormula(formula, schema);
    for (const problem of problems) expect(problem.code, formula).toMatch(/^FORMULA_/);
  }
});
