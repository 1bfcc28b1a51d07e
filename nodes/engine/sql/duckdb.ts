import type { Dialect } from './dialect.ts';
import type { Literal } from './expr-tree.ts';
import { quoteIdentifier, quoteText } from './quote.ts';
import { duckDbTypeName } from './types.ts';

/** The DuckDB dialect with the functions of the formula language: how they are printed, and their types. */
export function createDuckDbDialect({ call, typeOf }: Pick<Dialect, 'call' | 'typeOf'>): Dialect {
  return {
    id: 'duckdb',
    identifier: quoteIdentifier,
    literal: printLiteral,
    typeName: duckDbTypeName,
    cast: (sql, to, tolerant) => `${tolerant ? 'TRY_CAST' : 'CAST'}(${sql} AS ${duckDbTypeName(to)})`,
    call,
    typeOf,
  };
}

function printLiteral({ type, value }: Literal): string {
  if (value === null) return `CAST(NULL AS ${duckDbTypeName(type)})`;
  switch (type) {
    case 'string':
      return quoteText(String(value));
    case 'boolean':
      return value === true || value === 'true' ? 'TRUE' : 'FALSE';
    case 'int':
      return printNumber(String(value));
    case 'double':
      return printDouble(Number(value));
    default:
      return `CAST(${quoteText(String(value))} AS ${duckDbTypeName(type)})`;
  }
}

/** A bare decimal number would be a DECIMAL; an exponent makes it a DOUBLE. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) return `CAST(${quoteText(String(value))} AS DOUBLE)`;
  const text = Object.is(value, -0) ? '-0' : String(value);
  return printNumber(text.includes('e') ? text : `${text}e0`);
}

const printNumber = (text: string) => (text.startsWith('-') ? `(${text})` : text);
