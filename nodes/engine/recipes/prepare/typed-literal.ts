import type { DataType } from '../../../contract/schema.ts';
import { literal } from '../../expr/build.ts';
import type { TypedExpr } from '../../expr/functions/function-kind.ts';
import { parseDouble, parseWhole } from '../../expr/number-text.ts';
import { describeType } from '../../expr/types.ts';
import { parseDays, parseMicros } from '../../sql/temporal.ts';
import type { StepRelation } from './step-relation.ts';

/** A value that was typed into a form as a literal of a column's type. PREPARE_SETTINGS when it does not fit. */
export function literalOfType(text: string, type: DataType | 'null', relation: StepRelation): TypedExpr {
  const value = readLiteral(text.trim(), type);
  if (type === 'string' || type === 'null') return literal(text);
  if (value === undefined) throw relation.problem(`“${text}” is not ${describeType(type)}`);
  return literal(value, type);
}

function readLiteral(text: string, type: DataType | 'null'): string | number | boolean | undefined {
  switch (type) {
    case 'int':
    case 'bigint': {
      if (!/^[+-]?\d+$/.test(text)) return undefined;
      const whole = parseWhole(text) ?? undefined;
      const bits = type === 'int' ? 32 : 64;
      if (whole === undefined || BigInt.asIntN(bits, whole) !== whole) return undefined;
      return type === 'int' ? Number(whole) : String(whole);
    }
    case 'double':
      return parseDouble(text) ?? undefined;
    case 'decimal':
      return /^[+-]?\d+(\.\d+)?$/.test(text) ? text : undefined;
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
    case 'date':
      return /^\d+-\d+-\d+$/.test(text) && parseDays(text) !== null ? text : undefined;
    case 'timestamp':
    case 'timestamptz':
      return parseMicros(text) === null ? undefined : text;
    default:
      return undefined;
  }
}
