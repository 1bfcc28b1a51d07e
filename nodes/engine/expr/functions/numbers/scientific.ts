import { defineFunction, type FunctionCase } from '../function-kind.ts';

/** A function of one number. `domain` guards SQL, which would stop with an error outside of it; there the result is empty. */
function ofOne(spec: {
  id: string;
  help: string;
  domain?: { sql: (x: string) => string; holds: (x: number) => boolean };
  row: (x: number) => number;
  cases: readonly FunctionCase[];
}) {
  const { id, help, domain, row, cases } = spec;
  return defineFunction({
    id,
    category: 'numbers',
    help,
    params: [{ name: 'x', type: 'number' }],
    result: 'double',
    sql: ([x = '']) => (domain ? `${id}(CASE WHEN ${domain.sql(x)} THEN ${x} END)` : `${id}(${x})`),
    row: domain ? (x) => (domain.holds(x) ? row(x) : null) : row,
    cases,
  });
}

const positive = { sql: (x: string) => `${x} > 0`, holds: (x: number) => !(x <= 0) };
const finite = { sql: (x: string) => `isfinite(${x})`, holds: Number.isFinite };
const unit = { sql: (x: string) => `${x} BETWEEN -1 AND 1`, holds: (x: number) => x >= -1 && x <= 1 };

export const sqrt = ofOne({
  id: 'sqrt',
  help: 'The square root; empty for negative numbers.',
  domain: { sql: (x) => `${x} >= 0`, holds: (x) => !(x < 0) },
  row: Math.sqrt,
  cases: [
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
  ],
});

export const exp = ofOne({ id: 'exp', help: 'e raised to the number.', row: Math.exp, cases: [['exp(0)', 1]] });

export const ln = ofOne({
  id: 'ln',
  help: 'The natural logarithm; empty for zero and negative numbers.',
  domain: positive,
  row: Math.log,
  cases: [
    ['ln(1)', 0],
    ['ln(0)', null],
    ['round(ln(10) * 1000000)', 2302585],
  ],
});

export const log10 = ofOne({
  id: 'log10',
  help: 'The logarithm to base 10; empty for zero and negative numbers.',
  domain: positive,
  row: Math.log10,
  cases: [
    ['log10(1000)', 3],
    ['log10(-1)', null],
  ],
});

export const log2 = ofOne({
  id: 'log2',
  help: 'The logarithm to base 2; empty for zero and negative numbers.',
  domain: positive,
  row: Math.log2,
  cases: [['log2(8)', 3]],
});

export const sin = ofOne({
  id: 'sin',
  help: 'The sine of an angle in radians.',
  domain: finite,
  row: Math.sin,
  cases: [['sin(0)', 0]],
});
export const cos = ofOne({
  id: 'cos',
  help: 'The cosine of an angle in radians.',
  domain: finite,
  row: Math.cos,
  cases: [['cos(0)', 1]],
});
export const tan = ofOne({
  id: 'tan',
  help: 'The tangent of an angle in radians.',
  domain: finite,
  row: Math.tan,
  cases: [['tan(0)', 0]],
});

export const asin = ofOne({
  id: 'asin',
  help: 'The angle in radians whose sine is the number; empty outside -1 … 1.',
  domain: unit,
  row: Math.asin,
  cases: [
    ['round(asin(1), 6)', 1.570796],
    ['asin(2)', null],
  ],
});

export const acos = ofOne({
  id: 'acos',
  help: 'The angle in radians whose cosine is the number; empty outside -1 … 1.',
  domain: unit,
  row: Math.acos,
  cases: [['acos(1)', 0]],
});

export const atan = ofOne({
  id: 'atan',
  help: 'The angle in radians whose tangent is the number.',
  row: Math.atan,
  cases: [['round(atan(1), 6)', 0.785398]],
});

export const atan2 = defineFunction({
  id: 'atan2',
  category: 'numbers',
  help: 'The angle in radians of the point (x, y): atan2(y, x).',
  params: [
    { name: 'y', type: 'number' },
    { name: 'x', type: 'number' },
  ],
  result: 'double',
  sql: ([y, x]) => `atan2(${y}, ${x})`,
  row: Math.atan2,
  cases: [['round(atan2(1, -1), 6)', 2.356194]],
});

export const radians = ofOne({
  id: 'radians',
  help: 'Degrees as radians.',
  row: (x) => (x * Math.PI) / 180,
  cases: [['round(radians(180) * 1000000)', 3141593]],
});

export const degrees = ofOne({
  id: 'degrees',
  help: 'Radians as degrees.',
  row: (x) => (x * 180) / Math.PI,
  cases: [['round(degrees(3.141592653589793), 9)', 180]],
});

export const pi = defineFunction({
  id: 'pi',
  category: 'numbers',
  help: 'The circle constant.',
  params: [],
  result: 'double',
  sql: () => 'pi()',
  row: () => Math.PI,
  cases: [['round(pi() * 1000000)', 3141593]],
});
