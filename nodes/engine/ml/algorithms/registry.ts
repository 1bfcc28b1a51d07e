import { createRegistry } from '../../../base/registry.ts';
import type { AlgorithmSettings } from '../../../contract/model.ts';
import type { AlgorithmKind, FitContext, FitInput, FittedModel } from './algorithm.ts';
import { gradientBoosting } from './gradient-boosting/gradient-boosting.ts';
import { linear } from './linear/linear.ts';

/** All algorithms. Each takes only its own settings, which `fitAlgorithm` guarantees. */
const kinds = { 'gradient-boosting': gradientBoosting, linear } as const satisfies {
  [Id in AlgorithmSettings['id']]: AlgorithmKind<Extract<AlgorithmSettings, { id: Id }>>;
};

export const algorithms = createRegistry('algorithms', [kinds['gradient-boosting'], kinds.linear]);

/** Fits with the algorithm that the settings name. */
export function fitAlgorithm(input: FitInput, ctx: FitContext): Promise<FittedModel> {
  const { settings } = input;
  return settings.id === 'linear'
    ? kinds.linear.fit({ ...input, settings }, ctx)
    : kinds['gradient-boosting'].fit({ ...input, settings }, ctx);
}

/** How the algorithm of the settings wants its features. */
export function featureStyle(settings: AlgorithmSettings): AlgorithmKind['style'] {
  return kinds[settings.id].style;
}
