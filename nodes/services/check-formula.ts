import type { Problem } from '../base/problem.ts';
import { variableRefs } from '../base/variable-refs.ts';
import { fail } from '../contract/errors/index.ts';
import { nearestVariable } from '../contract/fill-variables.ts';
import type { Schema } from '../contract/schema.ts';
import { checkFormula } from '../engine/expr/check.ts';

/** A piece of a filled text: where it begins there, and which piece of the written text it stands for. */
interface Piece {
  at: number;
  length: number;
  from: number;
  to: number;
  isValue: boolean;
}

/**
 * Type and problems of a formula as it is written, with `${name}` for variables: it is checked with their values, and what is wrong is
 * told at its place in the written text. `position` and `end` of the data count from 1 and from 0, as those of formulas do.
 */
export function checkWrittenFormula(
  formula: string,
  schema: Schema,
  variables: Readonly<Record<string, string>>,
): { type: string | null; problems: Problem[] } {
  const unknown = variableRefs(formula).filter(({ name }) => !Object.hasOwn(variables, name));
  if (unknown.length > 0) {
    const problems = unknown.map(({ name, from, to }) => unknownProblem(name, { from, to }, variables));
    return { type: null, problems };
  }
  const { text, pieces } = fill(formula, variables);
  const { type, problems } = checkFormula(text, schema);
  return { type: type ?? null, problems: problems.map((problem) => atWrittenPlace(problem, pieces, formula.length)) };
}

function unknownProblem(
  variable: string,
  { from, to }: { from: number; to: number },
  variables: Readonly<Record<string, string>>,
): Problem {
  const suggestion = nearestVariable(variable, Object.keys(variables));
  const { code, message, data } = fail('FLOW_VARIABLE_UNKNOWN', { where: 'The formula', variable, suggestion });
  return { code, severity: 'error', message, data: { ...data, position: from + 1, end: to } };
}

function fill(formula: string, variables: Readonly<Record<string, string>>): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  let last = 0;
  const plain = (to: number) => {
    pieces.push({ at: text.length, length: to - last, from: last, to, isValue: false });
    text += formula.slice(last, to);
  };
  for (const { name, from, to } of variableRefs(formula)) {
    plain(from);
    const value = variables[name] ?? '';
    pieces.push({ at: text.length, length: value.length, from, to, isValue: true });
    text += value;
    last = to;
  }
  plain(formula.length);
  return { text, pieces };
}

function atWrittenPlace(problem: Problem, pieces: readonly Piece[], length: number): Problem {
  const { position, end } = problem.data ?? {};
  if (typeof position !== 'number') return problem;
  const first = pieceAt(pieces, position - 1);
  const from = first ? placeIn(first, position - 1, 'from') : length;
  const data = { ...problem.data, position: from + 1 };
  if (typeof end !== 'number') return { ...problem, data };
  const last = pieceAt(pieces, end - 1);
  return { ...problem, data: { ...data, end: last ? placeIn(last, end - 1, 'to') : length } };
}

const pieceAt = (pieces: readonly Piece[], place: number) =>
  pieces.find(({ at, length }) => place >= at && place < at + length);

/** Within a value every place is that of its `${name}`. */
function placeIn({ at, from, to, isValue }: Piece, place: number, side: 'from' | 'to'): number {
  if (isValue) return side === 'from' ? from : to;
  return from + (place - at) + (side === 'to' ? 1 : 0);
}
