import type { Random } from '../../../../nodes/base/random.ts';
import { type CalendarDay, DAY, HOUR, secondOfDay } from './calendar.ts';
import { type Card, cardRandom, FAVOURITES, popularMerchant } from './cards.ts';
import { CATEGORIES, categoryIndex } from './categories.ts';
import type { ColumnBuilder, Row } from './columns.ts';
import type { MerchantSet } from './merchants.ts';
import { PLACES, pointNear, roughDistance } from './places.ts';

/** What every card of a simulation shares. */
export interface World {
  seed: number;
  calendar: CalendarDay[];
  merchants: MerchantSet;
  rows: ColumnBuilder;
}

const TRAVEL = categoryIndex('travel');
const SPREE = ['shopping_net', 'shopping_pos', 'home', 'kids_pets', 'grocery_pos', 'misc_net', 'entertainment'].map(
  categoryIndex,
);
/** Categories bought more often away from home, and how much more. */
const ON_TRIP: readonly (readonly [category: number, factor: number])[] = [
  [categoryIndex('food_dining'), 2.2],
  [categoryIndex('entertainment'), 1.8],
  [categoryIndex('gas_transport'), 1.3],
  [TRAVEL, 3],
  [categoryIndex('home'), 0.1],
  [categoryIndex('grocery_net'), 0.1],
  [categoryIndex('health_fitness'), 0.3],
];
const AT_HOME = -1;
const SPREES_PER_DAY = 0.0022;
const OUTINGS_PER_DAY = 0.022;
const OUTING = [
  'food_dining',
  'entertainment',
  'kids_pets',
  'home',
  'personal_care',
  'health_fitness',
  'shopping_pos',
].map(categoryIndex);

/** Adds everything the owner of `card` buys, day by day. */
export function spend(card: Card, world: World): void {
  const random = cardRandom(world.seed, card.number, 2);
  const buyer = createBuyer(card, world, random);
  const trips = planTrips(card, world, random);
  const reached = new Float64Array(CATEGORIES.length);
  for (let day = 0; day < world.calendar.length; day++) {
    const about = world.calendar[day]!;
    const away = trips[day]!;
    for (let left = poisson(random, card.rate * about.activity * (away === AT_HOME ? 1 : 1.35)); left > 0; left--) {
      const category = pickCategory(random, accumulate(reached, card, { about, away }));
      buyer.buy(category, { time: day * DAY + buyer.secondFor(category), away, large: false });
    }
    for (const subscription of card.subscriptions) {
      if (subscription.monthDay === about.monthDay)
        buyer.renew(subscription.merchant, subscription.cents, day * DAY + subscription.second);
    }
    if (random() < OUTINGS_PER_DAY * about.activity) outing(buyer, random, { day, away });
    if (random() < SPREES_PER_DAY * (about.holidays ? 2 : 1)) spree(buyer, random, { day, away });
  }
}

/** Several sizeable purchases within some hours, now and then late at night: what a fraud burst looks like, but honest. */
function spree(buyer: Buyer, random: Random, at: { day: number; away: number }): void {
  const start = at.day * DAY + secondOfDay(random() < 0.35 ? 'night' : 'evening', random(), random());
  const span = (1 + 4 * random()) * HOUR;
  for (let left = 3 + random.int(5); left > 0; left--) {
    const category = random.pick(SPREE);
    buyer.buy(category, { time: Math.floor(start + span * random()), away: at.away, large: random() < 0.75 });
  }
}

/** A day out in shops: many ordinary purchases by daylight, which a mere count of the day's charges mistakes for fraud. */
function outing(buyer: Buyer, random: Random, at: { day: number; away: number }): void {
  const start = at.day * DAY + (9 + 4 * random()) * HOUR;
  for (let left = 4 + random.int(7); left > 0; left--) {
    buyer.buy(random.pick(OUTING), { time: Math.floor(start + 7 * HOUR * random()), away: at.away, large: false });
  }
}

interface Buyer {
  secondFor(category: number): number;
  buy(category: number, how: { time: number; away: number; large: boolean }): void;
  renew(merchant: number, cents: number, time: number): void;
}

function createBuyer(card: Card, world: World, random: Random): Buyer {
  const { merchants, rows, calendar } = world;
  const end = calendar.length * DAY;
  const row: Row = { time: 0, card: card.number, merchant: 0, category: 0, cents: 0, lat: 0, long: 0, fraud: 0 };
  const send = (away: number) => {
    const merchant = merchants.list[row.merchant]!;
    const point = merchant.chargesFromOffice
      ? pointNear(PLACES[merchant.office]!, 5, row.merchant)
      : away === AT_HOME
        ? shopNearHome(card, row.merchant)
        : pointNear(PLACES[away]!, 12 * random(), 2 * Math.PI * random());
    row.lat = point[0];
    row.long = point[1];
    if (row.time < end) rows.add(row);
  };
  return {
    secondFor(category) {
      const hours = random() < card.nightShare ? 'night' : CATEGORIES[category]!.hours;
      return secondOfDay(hours, random(), random());
    },
    buy(category, { time, away, large }) {
      const favourite = away === AT_HOME && random() < card.loyalty;
      row.merchant = favourite
        ? card.favourites[category * FAVOURITES + Math.floor(FAVOURITES * random() ** 1.7)]!
        : popularMerchant(random, merchants, category);
      row.category = category;
      row.cents = legitimateCents(random, card, { category, large });
      row.time = time;
      send(away);
    },
    renew(merchant, cents, time) {
      row.merchant = merchant;
      row.category = merchants.list[merchant]!.category;
      row.cents = cents;
      row.time = time;
      send(AT_HOME);
    },
  };
}

/** An amount the owner of the card pays in this category; `large` takes it from the large part of the mixture. */
export function legitimateCents(random: Random, card: Card, what: { category: number; large: boolean }): number {
  const { amounts, income } = CATEGORIES[what.category]!;
  const [mean, deviation] = !what.large && random() < amounts.smallShare ? amounts.small : amounts.large;
  const amount = Math.exp(mean + deviation * random.normal()) * card.thrift * card.income ** income;
  return Math.max(100, Math.round(amount * 100));
}

/** Where the shop the card uses of this merchant stands: always the same spot, nearer in large towns. */
export function shopNearHome(card: Card, merchant: number): [number, number] {
  let mixed = Math.imul(card.number + 1, 0x9e3779b1) ^ Math.imul(merchant + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed ^= mixed >>> 13;
  const u = ((mixed & 0xffff) + 1) / 0x10001;
  const angle = ((mixed >>> 16) / 0x10000) * 2 * Math.PI;
  const rural = Math.max(1, 4.2 - 0.6 * Math.log10(PLACES[card.place]!.population));
  return pointNear(card.home, 1 + 4 * rural * (-Math.log(u)) ** 1.5, angle);
}

/** For each day the number of the place the owner has travelled to, or AT_HOME. Books every trip ahead. */
function planTrips(card: Card, world: World, random: Random): Int16Array {
  const days = world.calendar.length;
  const trips = new Int16Array(days).fill(AT_HOME);
  const buyer = createBuyer(card, world, random);
  for (let left = poisson(random, (card.tripsPerYear * days) / 365); left > 0; left--) {
    const start = random.int(days);
    const length = 2 + random.int(8);
    trips.fill(farPlace(random, card, 300), start, Math.min(days, start + length));
    const booked = start - 1 - random.int(30);
    if (booked >= 0 && random() < 0.37) {
      buyer.buy(TRAVEL, { time: booked * DAY + buyer.secondFor(TRAVEL), away: AT_HOME, large: true });
    }
  }
  return trips;
}

/** A place at least `km` from the card's home. */
export function farPlace(random: Random, card: Card, km: number): number {
  for (;;) {
    const place = random.int(PLACES.length);
    if (roughDistance(PLACES[place]!, card.home) >= km) return place;
  }
}

function accumulate(reached: Float64Array, card: Card, day: { about: CalendarDay; away: number }): Float64Array {
  for (let i = 0; i < reached.length; i++) {
    const category = CATEGORIES[i]!;
    const season = (day.about.weekend ? category.weekend : 1) * (day.about.holidays ? category.holidays : 1);
    reached[i] = card.weights[i]! * season;
  }
  if (day.away !== AT_HOME) for (const [category, factor] of ON_TRIP) reached[category]! *= factor;
  for (let i = 1; i < reached.length; i++) reached[i]! += reached[i - 1]!;
  return reached;
}

function pickCategory(random: Random, reached: Float64Array): number {
  const target = random() * reached[reached.length - 1]!;
  let category = 0;
  while (reached[category]! <= target && category < reached.length - 1) category++;
  return category;
}

/** A Poisson deviate by Knuth's product of uniforms (The Art of Computer Programming 2, 3.4.1); for small means. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count++;
  }
  return count;
}
