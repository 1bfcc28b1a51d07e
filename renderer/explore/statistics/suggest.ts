import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import { type Column, isNumeric, isTemporal } from '../../../nodes/contract/schema.ts';
import type { StatisticsSlot } from '../../../nodes/contract/statistics.ts';
import type { NewCard } from './worksheet.ts';

/** What is known of the columns from a first look at the rows. */
export type Facts = readonly Pick<ColumnStats, 'column' | 'distinct' | 'rows' | 'empty'>[];

const fewValues = 10;
const mostGroups = 20;
const telling = /(^|_)(is|has|flag|fraud|target|label|churn|default|outcome|group|treated|class)(_|$)/i;

const isWhole = ({ type }: Column) => type === 'int' || type === 'bigint';
const filledOf = ({ rows, empty }: Facts[number]) => rows - empty;

/** A column whose values only tell rows apart. */
function isId({ column, ...counts }: Facts[number]): boolean {
  if (column.meaning === 'id' || /(^|_)(id|uuid|key|number|num|zip|code)$/i.test(column.name)) return true;
  const filled = filledOf({ column, ...counts });
  return filled > 50 && counts.distinct === filled && (isWhole(column) || column.type === 'string');
}

const isCode = ({ column, distinct }: Facts[number]) => isWhole(column) && distinct <= fewValues;
const isMeasured = (fact: Facts[number]) =>
  isNumeric(fact.column.type) && fact.distinct > 1 && !isId(fact) && !isCode(fact);
const hasGroups = (fact: Facts[number]) =>
  fact.distinct >= 2 &&
  fact.distinct <= mostGroups &&
  (isCode(fact) || ['string', 'boolean'].includes(fact.column.type));

/** Parts of the calendar and places are numbers, but their means say little. */
const isPlain = ({ column }: Facts[number]) =>
  column.meaning !== 'latitude' &&
  column.meaning !== 'longitude' &&
  !/(^|_)(lat|lon|long|hour|weekday|day|month|year)(_|$)/i.test(column.name);

/** Names that sound like an outcome first, then truth values, then the order of the columns. */
const byTelling = (a: Facts[number], b: Facts[number]) => rankOf(a) - rankOf(b);
const rankOf = ({ column }: Facts[number]) => (telling.test(column.name) ? 0 : column.type === 'boolean' ? 1 : 2);

function fitting(takes: StatisticsSlot['takes'], facts: Facts): string[] {
  const names = (list: Facts) => list.map(({ column }) => column.name);
  switch (takes) {
    case 'number':
      return names([
        ...facts.filter((fact) => isMeasured(fact) && isPlain(fact)),
        ...facts.filter((fact) => isMeasured(fact) && !isPlain(fact)),
      ]);
    case 'number-or-time':
      return names(facts.filter((fact) => isMeasured(fact) || isTemporal(fact.column.type)));
    case 'two-values':
      return names(facts.filter((fact) => hasGroups(fact) && fact.distinct === 2).sort(byTelling));
    case 'category':
      return names(facts.filter(hasGroups).sort(byTelling));
    case 'any':
      return [];
  }
}

const many = 12;

/** Settings with columns that suit the card: a first answer instead of an empty form. */
export function suggestedSettings(kind: Pick<CatalogKind, 'id' | 'slots'>, facts: Facts): Record<string, unknown> {
  if (kind.id === 'relation') return relationOf(facts);
  const settings: Record<string, unknown> = {};
  const used = new Set<string>();
  for (const slot of kind.slots ?? []) {
    if (slot.min === 0 && slot.takes === 'category') continue;
    const free = fitting(slot.takes, facts).filter((name) => !used.has(name));
    const chosen = free.slice(0, slot.max === 1 ? 1 : kind.id === 'correlation' || kind.id === 'pca' ? many : 1);
    for (const name of chosen) used.add(name);
    if (chosen.length > 0) settings[slot.key] = slot.max > 1 ? chosen : chosen[0];
  }
  return settings;
}

/** An outcome against the first numbers and groupings. */
function relationOf(facts: Facts): Record<string, unknown> {
  const [numbers, pairs, groups] = (['number', 'two-values', 'category'] as const).map((takes) =>
    fitting(takes, facts),
  ) as [string[], string[], string[]];
  const column = pairs[0] ?? numbers[0] ?? groups[0];
  if (column === undefined) return {};
  const others = [...numbers.slice(0, 3), ...groups.slice(0, 2)].filter((name) => name !== column);
  return { column, against: others.slice(0, 3) };
}

export interface Start {
  id: 'describe' | 'correlate' | 'compare';
  label: string;
  help: string;
  cards: NewCard[];
}

/** Three good beginnings; those that the columns do not allow have no cards. */
export function startsOf(kinds: readonly CatalogKind[], facts: Facts): Start[] {
  const cardOf = (id: string): NewCard[] => {
    const kind = kinds.find((one) => one.id === id);
    return kind ? [{ kind: id, settings: suggestedSettings(kind, facts) }] : [];
  };
  const numbers = fitting('number', facts);
  const compare = fitting('two-values', facts).length > 0 ? 'two-sample-t' : 'anova';
  const canCompare = numbers.length > 0 && fitting('category', facts).length > 0;
  return [
    {
      id: 'describe',
      label: 'Describe all columns',
      help: 'Distribution, centre and spread of every column.',
      cards: cardOf('describe'),
    },
    {
      id: 'correlate',
      label: 'Correlation matrix',
      help: 'Which numbers go together, and how strongly.',
      cards: numbers.length > 1 ? cardOf('correlation') : [],
    },
    {
      id: 'compare',
      label: 'Compare groups',
      help: 'Whether a number differs between groups of rows.',
      cards: canCompare ? cardOf(compare) : [],
    },
  ];
}
