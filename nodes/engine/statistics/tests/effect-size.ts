/** The customary words for effects: J. Cohen, “Statistical Power Analysis for the Behavioral Sciences”, 2nd ed., 1988. */
const words = ['negligible', 'small', 'medium', 'large'] as const;
export type EffectWord = (typeof words)[number];

const wordOf = (value: number, [small, medium, large]: readonly [number, number, number]): EffectWord =>
  words[[small, medium, large].filter((limit) => Math.abs(value) >= limit).length] ?? 'large';

const effect = (name: string, limits: readonly [number, number, number]) => (value: number) => ({
  name,
  value,
  size: wordOf(value, limits),
});

/** A difference of means in standard deviations. */
export const cohensD = effect('Cohen’s d', [0.2, 0.5, 0.8]);
/** The part of the variance that the groups explain. */
export const etaSquared = effect('η²', [0.01, 0.06, 0.14]);
/** The same of ranks: H / (n − 1), M. Tomczak and E. Tomczak, Trends in Sport Sciences 21 (2014). */
export const epsilonSquared = effect('ε²', [0.01, 0.06, 0.14]);
/** How much more often a value of one group is the larger one than the other way round: E. E. Cureton, Psychometrika 21 (1956). */
export const rankBiserial = effect('rank-biserial r', [0.1, 0.3, 0.5]);
/** Association of two groupings; `least` is the smaller number of their values: H. Cramér, 1946, with Cohen’s limits of w. */
export const cramersV = (value: number, least: number) => {
  const root = Math.sqrt(Math.max(1, least - 1));
  return effect('Cramér’s V', [0.1 / root, 0.3 / root, 0.5 / root])(value);
};
/** Distance of observed shares from expected ones: Cohen, chapter 7. */
export const cohensW = effect('Cohen’s w', [0.1, 0.3, 0.5]);
/** The largest distance of two distribution functions; the limits are those of a shift by Cohen’s d = 0.2, 0.5 and 0.8. */
export const distance = effect('effect D', [0.08, 0.2, 0.31]);
