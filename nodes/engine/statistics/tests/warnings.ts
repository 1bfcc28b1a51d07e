import { number } from '../words.ts';

/** Below this size means are close to normal only if the values are. */
const enough = 30;

/** A mean of few values is only normal when the values are. */
export const normalWarning = (size: number, what: string): string | undefined =>
  size < enough ? `Only ${what}: the result holds if the values are roughly normal.` : undefined;

/** Groups whose spreads differ much: more than twice is the usual rule of thumb. */
export function spreadWarning(deviations: readonly number[]): string | undefined {
  const [least, most] = [Math.min(...deviations), Math.max(...deviations)];
  if (most <= 2 * least) return undefined;
  const times = least > 0 ? `${number(most / least)} times as large in one group as in another` : 'zero in one group';
  return `The spread is ${times}: the test assumes that it is about equal.`;
}
