import type { HourProfile } from './calendar.ts';

/** Two log-normal parts of a category's amounts: the share of the small part, then mean and deviation of ln(amount) of each. */
export interface AmountMixture {
  smallShare: number;
  small: readonly [mean: number, deviation: number];
  large: readonly [mean: number, deviation: number];
}

/** How people spend in one category. */
export interface Category {
  id: string;
  /** Share of an average card's transactions. */
  share: number;
  online: boolean;
  hours: HourProfile;
  amounts: AmountMixture;
  /** Multiplier of the share at ages under 35, 35 to 60, and over 60. */
  ages: readonly [young: number, middle: number, old: number];
  /** Multiplier of the share for women; men get its reciprocal. */
  women: number;
  /** Multiplier on Friday to Sunday. */
  weekend: number;
  /** Multiplier in November and December. */
  holidays: number;
  /** How strongly income moves the amounts: exponent of (income / median income). */
  income: number;
}

/** The fourteen categories; a category's number is its index here. */
export const CATEGORIES: readonly Category[] = [
  {
    id: 'entertainment',
    share: 0.073,
    online: false,
    hours: 'evening',
    amounts: { smallShare: 0.36, small: [2.05, 0.93], large: [4.28, 0.73] },
    ages: [1.3, 1, 0.7],
    women: 0.95,
    weekend: 1.3,
    holidays: 1,
    income: 0.2,
  },
  {
    id: 'food_dining',
    share: 0.075,
    online: false,
    hours: 'meals',
    amounts: { smallShare: 0.28, small: [2.02, 0.92], large: [4.12, 0.62] },
    ages: [1.2, 1, 0.8],
    women: 0.97,
    weekend: 1.2,
    holidays: 1,
    income: 0.2,
  },
  {
    id: 'gas_transport',
    share: 0.086,
    online: false,
    hours: 'commute',
    amounts: { smallShare: 0.42, small: [4.02, 0.2], large: [4.3, 0.16] },
    ages: [1, 1.1, 0.8],
    women: 0.95,
    weekend: 0.9,
    holidays: 0.9,
    income: 0.05,
  },
  {
    id: 'grocery_net',
    share: 0.043,
    online: true,
    hours: 'online',
    amounts: { smallShare: 0.39, small: [3.64, 0.46], large: [4.15, 0.3] },
    ages: [1.2, 1.1, 0.6],
    women: 1.1,
    weekend: 1,
    holidays: 1,
    income: 0.08,
  },
  {
    id: 'grocery_pos',
    share: 0.093,
    online: false,
    hours: 'errands',
    amounts: { smallShare: 0.73, small: [4.3, 0.37], large: [5.3, 0.1] },
    ages: [0.9, 1, 1.1],
    women: 1.1,
    weekend: 1.1,
    holidays: 1,
    income: 0.05,
  },
  {
    id: 'health_fitness',
    share: 0.063,
    online: false,
    hours: 'day',
    amounts: { smallShare: 0.32, small: [2.31, 0.97], large: [4.05, 0.66] },
    ages: [0.8, 0.9, 1.5],
    women: 1.05,
    weekend: 0.8,
    holidays: 0.8,
    income: 0.15,
  },
  {
    id: 'home',
    share: 0.094,
    online: false,
    hours: 'day',
    amounts: { smallShare: 0.34, small: [2.8, 0.94], large: [4.16, 0.6] },
    ages: [0.8, 1.1, 1.1],
    women: 1.05,
    weekend: 1.15,
    holidays: 0.9,
    income: 0.2,
  },
  {
    id: 'kids_pets',
    share: 0.087,
    online: false,
    hours: 'day',
    amounts: { smallShare: 0.31, small: [2.88, 0.97], large: [4.23, 0.58] },
    ages: [0.9, 1.2, 0.7],
    women: 1.1,
    weekend: 1.05,
    holidays: 1.2,
    income: 0.15,
  },
  {
    id: 'misc_net',
    share: 0.045,
    online: true,
    hours: 'online',
    amounts: { smallShare: 0.57, small: [1.5, 0.76], large: [4.63, 1] },
    ages: [1.3, 1, 0.7],
    women: 1,
    weekend: 1,
    holidays: 1.1,
    income: 0.15,
  },
  {
    id: 'misc_pos',
    share: 0.066,
    online: false,
    hours: 'errands',
    amounts: { smallShare: 0.58, small: [1.67, 0.79], large: [4.47, 1] },
    ages: [1, 1, 1],
    women: 1,
    weekend: 1,
    holidays: 1,
    income: 0.15,
  },
  {
    id: 'personal_care',
    share: 0.07,
    online: false,
    hours: 'day',
    amounts: { smallShare: 0.39, small: [1.96, 0.89], large: [3.95, 0.71] },
    ages: [1, 1, 1.1],
    women: 1.15,
    weekend: 1,
    holidays: 1,
    income: 0.15,
  },
  {
    id: 'shopping_net',
    share: 0.073,
    online: true,
    hours: 'online',
    amounts: { smallShare: 0.66, small: [1.61, 0.71], large: [4.83, 1.13] },
    ages: [1.3, 1.05, 0.6],
    women: 1.05,
    weekend: 1,
    holidays: 1.5,
    income: 0.2,
  },
  {
    id: 'shopping_pos',
    share: 0.099,
    online: false,
    hours: 'evening',
    amounts: { smallShare: 0.77, small: [1.59, 0.69], large: [4.95, 1.17] },
    ages: [1, 1, 1],
    women: 1.05,
    weekend: 1.25,
    holidays: 1.5,
    income: 0.2,
  },
  {
    id: 'travel',
    share: 0.028,
    online: true,
    hours: 'online',
    amounts: { smallShare: 0.987, small: [1.57, 0.6], large: [6.02, 1.35] },
    ages: [1, 1, 1],
    women: 1,
    weekend: 1,
    holidays: 0.9,
    income: 0.2,
  },
];

/** The number of the category with this id. */
export function categoryIndex(id: string): number {
  const index = CATEGORIES.findIndex((category) => category.id === id);
  if (index < 0) throw new Error(`unknown category ${id}`);
  return index;
}
