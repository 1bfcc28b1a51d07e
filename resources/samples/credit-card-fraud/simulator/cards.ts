import { createRandom, type Random } from '../../../../nodes/base/random.ts';
import { CATEGORIES } from './categories.ts';
import type { MerchantSet } from './merchants.ts';
import { JOBS } from './names.ts';
import { PLACES, pointNear } from './places.ts';

/** A charge that comes back every month on the same day with the same amount. */
export interface Subscription {
  monthDay: number;
  second: number;
  merchant: number;
  cents: number;
}

/** A cardholder and how the card is used. */
export interface Card {
  number: number;
  id: string;
  gender: 'F' | 'M';
  /** ISO date. */
  birthDate: string;
  job: string;
  place: number;
  home: { lat: number; long: number };
  /** Yearly income over the median income. */
  income: number;
  /** Purchases on an average day. */
  rate: number;
  /** Personal multiplier of every amount. */
  thrift: number;
  /** Share of purchases made at night whatever their category. */
  nightShare: number;
  /** Share of purchases made at a favourite merchant. */
  loyalty: number;
  /** Trips away a year. */
  tripsPerYear: number;
  /** Relative weight of each category, and FAVOURITES merchants for each. */
  weights: Float64Array;
  favourites: Uint16Array;
  subscriptions: Subscription[];
}

/** Favourite merchants of a card in each category, the most loved first. */
export const FAVOURITES = 5;

const MEDIAN_INCOME = 58;
const AVERAGE_RATE = 1.33;

/** A stream of random numbers of its own for one card and one purpose. */
export function cardRandom(seed: number, card: number, purpose: number): Random {
  return createRandom(
    Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(card + 1, 0x85ebca6b) ^ Math.imul(purpose, 0xc2b2ae35),
  );
}

/** Card `number` (from 0) of the sample. `idWidth` digits are in its id; `year` is the first year, for ages. */
export function createCard(
  number: number,
  options: { seed: number; year: number; idWidth: number; merchants: MerchantSet },
): Card {
  const random = cardRandom(options.seed, number, 1);
  const gender = random() < 0.52 ? 'F' : 'M';
  const age = 19 + Math.floor(66 * random() ** 1.25 + 4 * random());
  const birth = new Date(Date.UTC(options.year - age, 0, 1 + random.int(365)));
  const [job, usualIncome] = random.pick(JOBS);
  const place = pickPlace(random);
  const town = PLACES[place]!;
  const [lat, long] = pointNear(town, 1 + Math.log10(town.population) * random(), 2 * Math.PI * random());
  const income = (usualIncome / MEDIAN_INCOME) * Math.exp(0.25 * random.normal()) * (age > 66 ? 0.8 : 1);
  const busy = age < 35 ? 1.1 : age < 60 ? 1.08 : 0.72;
  const favourites = pickFavourites(random, options.merchants);
  return {
    number,
    id: `C${String(number + 1).padStart(options.idWidth, '0')}`,
    gender,
    birthDate: birth.toISOString().slice(0, 10),
    job,
    place,
    home: { lat: Math.round(lat / 10) / 1e4, long: Math.round(long / 10) / 1e4 },
    income,
    rate: AVERAGE_RATE * busy * income ** 0.15 * Math.exp(0.5 * random.normal() - 0.125),
    thrift: Math.exp(0.14 * random.normal()),
    nightShare: random() < 0.18 ? 0.3 + 0.3 * random() : 0.04 * random(),
    loyalty: 0.65 + 0.25 * random(),
    tripsPerYear: 3 * random() * Math.min(1.6, income),
    weights: categoryWeights(random, gender, age),
    favourites,
    subscriptions: createSubscriptions(random, favourites),
  };
}

function categoryWeights(random: Random, gender: 'F' | 'M', age: number): Float64Array {
  const band = age < 35 ? 0 : age <= 60 ? 1 : 2;
  return Float64Array.from(CATEGORIES, (category) => {
    const taste = Math.exp(0.35 * random.normal());
    return category.share * category.ages[band] * (gender === 'F' ? category.women : 1 / category.women) * taste;
  });
}

/** A popular merchant of the category: low places in the order of popularity come up more often. */
export function popularMerchant(random: Random, merchants: MerchantSet, category: number): number {
  const list = merchants.byCategory[category]!;
  return list[Math.floor(list.length * random() ** 1.6)]!;
}

function pickFavourites(random: Random, merchants: MerchantSet): Uint16Array {
  const favourites = new Uint16Array(CATEGORIES.length * FAVOURITES);
  for (let i = 0; i < favourites.length; i++) {
    favourites[i] = popularMerchant(random, merchants, Math.floor(i / FAVOURITES));
  }
  return favourites;
}

const SUBSCRIBED = ['misc_net', 'shopping_net', 'entertainment'].map((id) =>
  CATEGORIES.findIndex((category) => category.id === id),
);

function createSubscriptions(random: Random, favourites: Uint16Array): Subscription[] {
  return Array.from({ length: random.int(3) }, () => ({
    monthDay: 1 + random.int(28),
    second: random.int(6 * 3600),
    merchant: favourites[random.pick(SUBSCRIBED) * FAVOURITES + random.int(FAVOURITES)]!,
    cents: 100 * (4 + random.int(22)) + 99,
  }));
}

/** Running sums of the populations, softened so that small towns appear too. */
const PLACE_WEIGHTS = (() => {
  let sum = 0;
  return Float64Array.from(PLACES, (place) => (sum += place.population ** 0.35));
})();

function pickPlace(random: Random): number {
  const target = random() * PLACE_WEIGHTS[PLACE_WEIGHTS.length - 1]!;
  const place = PLACE_WEIGHTS.findIndex((sum) => sum > target);
  return Math.max(0, place);
}
