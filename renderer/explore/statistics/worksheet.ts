import { firstFew } from '../../../nodes/base/first-few.ts';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { type StatisticsCard, Worksheet } from '../../../nodes/contract/project/index.ts';
import { freeId } from '../chart-builder/ids.ts';

/** The worksheet of a dataset that has none yet. */
export const emptyWorksheet = (dataset: string): Worksheet => Worksheet.parse({ id: dataset });

export interface NewCard {
  kind: string;
  settings: Record<string, unknown>;
}

/** The worksheet with further cards at its end, and their ids. */
export function withCards(worksheet: Worksheet, cards: readonly NewCard[]): { worksheet: Worksheet; ids: string[] } {
  const taken = worksheet.cards.map(({ id }) => id);
  const made = cards.map((card): StatisticsCard => {
    const id = freeId(card.kind, taken);
    taken.push(id);
    return { id, ...card };
  });
  return { worksheet: { ...worksheet, cards: [...worksheet.cards, ...made] }, ids: made.map(({ id }) => id) };
}

export const withCard = (worksheet: Worksheet, card: StatisticsCard): Worksheet => ({
  ...worksheet,
  cards: worksheet.cards.map((one) => (one.id === card.id ? card : one)),
});

export const withoutCard = (worksheet: Worksheet, id: string): Worksheet => ({
  ...worksheet,
  cards: worksheet.cards.filter((one) => one.id !== id),
});

/** A copy behind the card. */
export function withCopy(worksheet: Worksheet, id: string): { worksheet: Worksheet; copy: string } {
  const at = worksheet.cards.findIndex((one) => one.id === id);
  const card = worksheet.cards[at];
  if (!card) return { worksheet, copy: id };
  const copy = freeId(
    card.kind,
    worksheet.cards.map((one) => one.id),
  );
  return { worksheet: { ...worksheet, cards: worksheet.cards.toSpliced(at + 1, 0, { ...card, id: copy }) }, copy };
}

/** The card a place further up (−1) or down (1); at the ends it stays. */
export function moved(worksheet: Worksheet, id: string, by: -1 | 1): Worksheet {
  const at = worksheet.cards.findIndex((one) => one.id === id);
  const card = worksheet.cards[at];
  const to = at + by;
  if (!card || to < 0 || to >= worksheet.cards.length) return worksheet;
  return { ...worksheet, cards: worksheet.cards.toSpliced(at, 1).toSpliced(to, 0, card) };
}

const mostNames = 4;

/** What a card is about in words: `amount by is_fraud`; nothing when it is about all columns. */
export function subjectOf(
  card: Pick<StatisticsCard, 'settings'>,
  kind: Pick<CatalogKind, 'slots'> | undefined,
): string {
  const parts = (kind?.slots ?? []).flatMap(({ key, word }) => {
    const value = card.settings[key];
    const names = (Array.isArray(value) ? value : [value]).filter((name) => typeof name === 'string' && name !== '');
    if (names.length === 0 || word === false) return [];
    const list = firstFew(names as string[], mostNames);
    return [word ? `${word} ${list}` : list];
  });
  return parts.join(' ');
}
