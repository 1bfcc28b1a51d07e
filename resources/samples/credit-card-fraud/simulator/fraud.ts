import type { Random } from '../../../../nodes/base/random.ts';
import { DAY, HOUR, secondOfDay } from './calendar.ts';
import { type Card, cardRandom } from './cards.ts';
import { CATEGORIES, categoryIndex } from './categories.ts';
import type { Row } from './columns.ts';
import { PLACES, pointNear } from './places.ts';
import { farPlace, legitimateCents, shopNearHome, type World } from './spending.ts';

/** One stretch of misuse of one card. */
interface Episode {
  random: Random;
  card: Card;
  /** First day of the episode. */
  day: number;
  /** How greedy this thief is: multiplies the amounts. */
  greed: number;
  /** Charges the card; `at` is a place number for a charge far away, absent for one near home. */
  charge(time: number, what: { category: number; cents: number; at?: number }): void;
}

interface FraudKind {
  id: string;
  /** Share of the fraudulent rows, and rows an episode has on average. */
  rowShare: number;
  rows: number;
  play(episode: Episode): void;
}

const SHOPPING_NET = categoryIndex('shopping_net');
const SHOPPING_POS = categoryIndex('shopping_pos');
const MISC_NET = categoryIndex('misc_net');
const MISC_POS = categoryIndex('misc_pos');
const GROCERY_POS = categoryIndex('grocery_pos');
const GROCERY_NET = categoryIndex('grocery_net');
const GAS = categoryIndex('gas_transport');
const TRAVEL = categoryIndex('travel');
const ENTERTAINMENT = categoryIndex('entertainment');
const HOME = categoryIndex('home');
const KIDS_PETS = categoryIndex('kids_pets');

/** Mean of ln(amount) of what thieves take, by category. */
const LOOT: ReadonlyMap<number, number> = new Map([
  [SHOPPING_NET, 5.6],
  [SHOPPING_POS, 5.5],
  [MISC_NET, 5.5],
  [GROCERY_POS, 5.4],
  [GROCERY_NET, 4.8],
  [TRAVEL, 5.6],
  [ENTERTAINMENT, 4.9],
  [GAS, 4.6],
  [MISC_POS, 5.0],
  [HOME, 5.0],
  [KIDS_PETS, 4.9],
]);

function loot(episode: Episode, category: number): number {
  const amount = Math.exp(LOOT.get(category)! + 0.45 * episode.random.normal()) * episode.greed;
  return Math.max(100, Math.round(amount * 100));
}

/** The kinds of fraud; a row's fraud number is the index here plus one. */
export const FRAUD_KINDS: readonly FraudKind[] = [
  { id: 'night_burst', rowShare: 0.44, rows: 9.1, play: nightBurst },
  { id: 'probing', rowShare: 0.24, rows: 8, play: probing },
  { id: 'far_online', rowShare: 0.2, rows: 5.5, play: farOnline },
  { id: 'cloned_card', rowShare: 0.1, rows: 5.5, play: clonedCard },
  { id: 'stealth', rowShare: 0.02, rows: 1, play: stealth },
];

const BURST = [
  SHOPPING_NET,
  SHOPPING_NET,
  SHOPPING_POS,
  SHOPPING_POS,
  MISC_NET,
  GROCERY_POS,
  GROCERY_POS,
  HOME,
  KIDS_PETS,
];

/** Several sizeable purchases in one or two nights. */
function nightBurst(episode: Episode): void {
  const { random } = episode;
  const nights = random() < 0.4 ? 2 : 1;
  for (let night = 0; night < nights; night++) {
    const start = (episode.day + night) * DAY + 21.5 * HOUR + random() * 4 * HOUR;
    for (let left = 4 + random.int(6); left > 0; left--) {
      const category = random.pick(BURST);
      episode.charge(start + random() * 3 * HOUR, { category, cents: loot(episode, category) });
    }
  }
}

const PROBES = [MISC_NET, MISC_NET, MISC_NET, SHOPPING_NET, SHOPPING_NET, MISC_POS, ENTERTAINMENT];
const PRIZES = [SHOPPING_NET, SHOPPING_NET, MISC_NET, SHOPPING_POS, TRAVEL, HOME, ENTERTAINMENT];

/** Small charges that try whether the card works, then larger ones. */
function probing(episode: Episode): void {
  const { random } = episode;
  let time = episode.day * DAY + secondOfDay('online', random(), random());
  for (let left = 3 + random.int(3); left > 0; left--) {
    const category = random.pick(PROBES);
    const cents = Math.round(100 * (1 + 7 * random() ** 1.5));
    episode.charge(time, { category, cents });
    time += (1 + 12 * random()) * 60;
  }
  time += (0.3 + 5 * random()) * HOUR;
  for (let left = 3 + random.int(3); left > 0; left--) {
    const category = random.pick(PRIZES);
    episode.charge(time, { category, cents: loot(episode, category) });
    time += (5 + 90 * random()) * 60;
  }
}

/** Online purchases sent to an address far from the owner's home, over half a day to two days. */
function farOnline(episode: Episode): void {
  const { random } = episode;
  const at = farPlace(random, episode.card, 800);
  const span = (0.3 + 1.7 * random()) * DAY;
  const start = episode.day * DAY + secondOfDay('online', random(), random());
  for (let left = 4 + random.int(4); left > 0; left--) {
    const category = random.pick([SHOPPING_NET, SHOPPING_NET, MISC_NET, GROCERY_NET, TRAVEL]);
    episode.charge(start + random() * span, { category, cents: loot(episode, category), at });
  }
}

/** A copy of the card used in shops of a town far away, within a day. */
function clonedCard(episode: Episode): void {
  const { random } = episode;
  const at = farPlace(random, episode.card, 400);
  const start = episode.day * DAY + secondOfDay('day', random(), random());
  for (let left = 4 + random.int(4); left > 0; left--) {
    const category = random.pick([GAS, SHOPPING_POS, SHOPPING_POS, GROCERY_POS, MISC_POS, ENTERTAINMENT]);
    episode.charge(start + random() * 9 * HOUR, { category, cents: loot(episode, category), at });
  }
}

/** A single purchase such as the owner might have made. */
function stealth(episode: Episode): void {
  const { random, card } = episode;
  const category = random.pick([SHOPPING_NET, SHOPPING_POS, GROCERY_POS, MISC_NET, ENTERTAINMENT]);
  const time = episode.day * DAY + secondOfDay(CATEGORIES[category]!.hours, random(), random());
  episode.charge(time, { category, cents: legitimateCents(random, card, { category, large: true }) });
}

const EPISODES_PER_ROW = FRAUD_KINDS.reduce((sum, kind) => sum + kind.rowShare / kind.rows, 0);

/** Adds the fraud episodes of one card: `rows` fraudulent rows on average, spread evenly over the days. */
export function steal(card: Card, world: World, rows: number): void {
  const random = cardRandom(world.seed, card.number, 3);
  const episodes = Math.floor(rows * EPISODES_PER_ROW + random());
  for (let left = episodes; left > 0; left--) {
    const kind = pickKind(random);
    const greed = Math.exp(0.4 * random.normal()) * card.income ** 0.1;
    const day = random.int(world.calendar.length);
    FRAUD_KINDS[kind]!.play({ random, card, day, greed, charge: charger(card, world, { random, kind }) });
  }
}

function pickKind(random: Random): number {
  let target = random() * EPISODES_PER_ROW;
  for (const [index, kind] of FRAUD_KINDS.entries()) {
    target -= kind.rowShare / kind.rows;
    if (target < 0) return index;
  }
  return FRAUD_KINDS.length - 1;
}

function charger(card: Card, world: World, how: { random: Random; kind: number }): Episode['charge'] {
  const end = world.calendar.length * DAY;
  return (time, { category, cents, at }) => {
    const list = world.merchants.byCategory[category]!;
    const merchant = list[how.random.int(list.length)]!;
    const { chargesFromOffice, office } = world.merchants.list[merchant]!;
    const [lat, long] =
      at !== undefined
        ? pointNear(PLACES[at]!, 15 * how.random(), 2 * Math.PI * how.random())
        : chargesFromOffice
          ? pointNear(PLACES[office]!, 5, merchant)
          : shopNearHome(card, merchant);
    const row: Row = {
      time: Math.floor(time),
      card: card.number,
      merchant,
      category,
      cents,
      lat,
      long,
      fraud: how.kind + 1,
    };
    if (row.time < end) world.rows.add(row);
  };
}
