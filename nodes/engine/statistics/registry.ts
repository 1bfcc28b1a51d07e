import { createRegistry } from '../../base/registry.ts';
import { anova } from './kinds/anova.ts';
import { chiSquared } from './kinds/chi-squared.ts';
import { correlation } from './kinds/correlation.ts';
import { describe } from './kinds/describe.ts';
import { goodnessOfFit } from './kinds/goodness-of-fit.ts';
import { kolmogorovSmirnov } from './kinds/kolmogorov-smirnov.ts';
import { kruskalWallis } from './kinds/kruskal-wallis.ts';
import { mannWhitney } from './kinds/mann-whitney.ts';
import { normality } from './kinds/normality.ts';
import { oneSampleT } from './kinds/one-sample-t.ts';
import { pairedT } from './kinds/paired-t.ts';
import { pca } from './kinds/pca.ts';
import { relation } from './kinds/relation.ts';
import { twoSampleT } from './kinds/two-sample-t.ts';

/** Every kind of statistics card, in the order in which they are offered. */
export const cardKinds = createRegistry('statistics', [
  describe,
  relation,
  correlation,
  pca,
  twoSampleT,
  mannWhitney,
  anova,
  kruskalWallis,
  kolmogorovSmirnov,
  chiSquared,
  pairedT,
  oneSampleT,
  normality,
  goodnessOfFit,
]);
