import { createRandom, type Random } from '../../../../nodes/base/random.ts';
import { CATEGORIES } from './categories.ts';
import { EPITHETS, SURNAMES, TRADES } from './names.ts';
import { PLACES } from './places.ts';

/** A shop, of one category. */
export interface Merchant {
  id: string;
  name: string;
  /** Number of its category. */
  category: number;
  /** Number of the place of its office. */
  office: number;
  /** True for an online shop whose charges carry the position of its office, not of the customer's region. */
  chargesFromOffice: boolean;
}

/** All merchants and, by category, their numbers in order of popularity. */
export interface MerchantSet {
  list: Merchant[];
  byCategory: Uint16Array[];
}

/** `count` merchants with distinct names spread over the categories by their share, at least three each. */
export function createMerchants(seed: number, count: number): MerchantSet {
  const random = createRandom(seed);
  const taken = new Set<string>();
  const drafts = categoryOf(count).map((category) => ({ name: newName(random, category, taken), category }));
  drafts.sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(4, String(count).length);
  const list = drafts.map(({ name, category }, index) => ({
    id: `M${String(index + 1).padStart(width, '0')}`,
    name,
    category,
    office: random.int(PLACES.length),
    chargesFromOffice: CATEGORIES[category]!.online && random() < 0.6,
  }));
  const byCategory = CATEGORIES.map((_, category) => {
    const numbers = list.flatMap((merchant, index) => (merchant.category === category ? [index] : []));
    return Uint16Array.from(shuffle(random, numbers));
  });
  return { list, byCategory };
}

function categoryOf(count: number): number[] {
  const least = 3;
  const free = Math.max(0, count - least * CATEGORIES.length);
  const total = CATEGORIES.reduce((sum, category) => sum + Math.sqrt(category.share), 0);
  let reached = 0;
  return CATEGORIES.flatMap((category, index) => {
    const before = Math.round(reached);
    reached += (free * Math.sqrt(category.share)) / total;
    return Array<number>(least + Math.round(reached) - before).fill(index);
  });
}

function newName(random: Random, category: number, taken: Set<string>): string {
  const trades = TRADES[CATEGORIES[category]!.id]!;
  for (;;) {
    const trade = random.pick(trades);
    const name = draftName(random, trade);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function draftName(random: Random, trade: string): string {
  const form = random();
  if (form < 0.4) return `${random.pick(SURNAMES)} ${trade}`;
  if (form < 0.72) return `${random.pick(EPITHETS)} ${trade}`;
  if (form < 0.82) return `${random.pick(SURNAMES)} & Sons ${trade}`;
  if (form < 0.92) return `${random.pick(SURNAMES)}-${random.pick(SURNAMES)} ${trade}`;
  return `${random.pick(SURNAMES)}, ${random.pick(SURNAMES)} and ${random.pick(SURNAMES)}`;
}

function shuffle(random: Random, numbers: number[]): number[] {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [numbers[i], numbers[j]] = [numbers[j]!, numbers[i]!];
  }
  return numbers;
}
