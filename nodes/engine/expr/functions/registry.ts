import { createRegistry } from '../../../base/registry.ts';
import * as casts from './conversion/casts.ts';
import * as dateCasts from './conversion/dates.ts';
import * as dateArithmetic from './dates/arithmetic.ts';
import * as dateFormat from './dates/format.ts';
import * as dateParts from './dates/parts.ts';
import type { FunctionKind } from './function-kind.ts';
import { geoDistance } from './geography/distance.ts';
import * as lists from './lists/lists.ts';
import { ifElse, switchCase } from './logic/choice.ts';
import * as empty from './logic/empty.ts';
import { clamp, greatest, least } from './numbers/extremes.ts';
import * as rounding from './numbers/rounding.ts';
import * as scientific from './numbers/scientific.ts';
import * as arithmetic from './operators/arithmetic.ts';
import { and, not, or } from './operators/boolean.ts';
import * as comparison from './operators/comparison.ts';
import { md5, sha256 } from './privacy/hashes.ts';
import * as cases from './text/case-and-trim.ts';
import * as textParts from './text/parts.ts';
import { regexExtract, regexMatch, regexReplace } from './text/regex.ts';
import * as search from './text/search.ts';

const kinds: readonly FunctionKind[] = [
  arithmetic.add,
  arithmetic.subtract,
  arithmetic.multiply,
  arithmetic.divide,
  arithmetic.modulo,
  arithmetic.power,
  arithmetic.negate,
  comparison.equal,
  comparison.notEqual,
  comparison.less,
  comparison.lessOrEqual,
  comparison.greater,
  comparison.greaterOrEqual,
  comparison.isIn,
  and,
  or,
  not,
  ifElse,
  switchCase,
  empty.coalesce,
  empty.nullIf,
  empty.between,
  empty.isNull,
  empty.isNotNull,
  empty.isBlank,
  empty.isNan,
  cases.upper,
  cases.lower,
  cases.trim,
  cases.trimLeft,
  cases.trimRight,
  cases.collapseSpaces,
  cases.stripAccents,
  textParts.length,
  textParts.left,
  textParts.right,
  textParts.substring,
  textParts.position,
  textParts.splitPart,
  textParts.concat,
  textParts.joinText,
  search.contains,
  search.startsWith,
  search.endsWith,
  search.like,
  search.replace,
  search.reverse,
  search.padLeft,
  search.padRight,
  regexMatch,
  regexExtract,
  regexReplace,
  rounding.round,
  rounding.floor,
  rounding.ceil,
  rounding.truncate,
  rounding.floorTo,
  rounding.abs,
  rounding.sign,
  scientific.sqrt,
  scientific.exp,
  scientific.ln,
  scientific.log10,
  scientific.log2,
  scientific.sin,
  scientific.cos,
  scientific.tan,
  scientific.asin,
  scientific.acos,
  scientific.atan,
  scientific.atan2,
  scientific.radians,
  scientific.degrees,
  scientific.pi,
  greatest,
  least,
  clamp,
  dateParts.year,
  dateParts.quarter,
  dateParts.month,
  dateParts.week,
  dateParts.day,
  dateParts.dayOfYear,
  dateParts.weekday,
  dateParts.hour,
  dateParts.minute,
  dateParts.second,
  dateParts.isWeekend,
  dateParts.lastDay,
  dateParts.epochSeconds,
  dateArithmetic.dateAdd,
  dateArithmetic.dateDiff,
  dateArithmetic.dateFloor,
  dateArithmetic.ageYears,
  dateArithmetic.makeDate,
  dateArithmetic.fromEpoch,
  dateFormat.formatDate,
  dateFormat.parseTimestamp,
  casts.toText,
  casts.toInt,
  casts.toBigint,
  casts.toNumber,
  casts.toBoolean,
  dateCasts.toDate,
  dateCasts.toTimestamp,
  dateCasts.isNumber,
  dateCasts.isDate,
  geoDistance,
  md5,
  sha256,
  lists.split,
  lists.listLength,
  lists.listItem,
  lists.listContains,
  lists.listJoin,
];

/** Every function and operator of the formula language. */
export const functions = createRegistry('formula functions', kinds);
