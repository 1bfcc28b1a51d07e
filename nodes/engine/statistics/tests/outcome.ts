import { isAppError } from '../../../base/app-error.ts';
import type { StatisticsSection, TestOutcome } from '../../../contract/statistics.ts';
import { p as pWords } from '../words.ts';
import { holm } from './holm.ts';

/** A test as it was made, before it is judged beside the others of its card. */
export interface Made {
  label: string;
  hypothesis: string;
  alternative: string;
  statistic: { symbol: string; value: number };
  df?: readonly number[];
  p: number;
  method: string;
  effect?: TestOutcome['effect'];
  estimate?: TestOutcome['estimate'];
  /** What to conclude when the hypothesis is given up, and when it is not: sentences without their end, where the p-value goes. */
  conclusions: { rejected: string; kept: string };
  warnings?: readonly (string | false | undefined)[];
  rows: number;
  empty: number;
}

/** A test to make; what it throws for its own column does not end those of the others. */
export interface TestToMake {
  label: string;
  make: () => Made | Promise<Made>;
}

const keptAdvice = 'That does not prove that there is none.';

/** Makes the tests of a card, adjusts them for one another, and says what each means at the level. STATISTICS_* when none can be made. */
export async function judge(tests: readonly TestToMake[], level: number): Promise<StatisticsSection> {
  const results = await Promise.all(
    tests.map(async ({ label, make }) => {
      try {
        return await make();
      } catch (error) {
        if (!isAppError(error) || !error.code.startsWith('STATISTICS_')) throw error;
        return { label, error };
      }
    }),
  );
  const first = results[0];
  if (results.length === 1 && first && 'error' in first) throw first.error;
  const adjusted = results.length > 1 ? holm(results.map((result) => ('error' in result ? null : result.p))) : [];
  const outcomes = results.map((result, at): TestOutcome => {
    if ('error' in result) return notMade(result);
    const { df = [], effect = null, estimate = null, conclusions, warnings = [], ...rest } = result;
    const adjustedP = adjusted[at] ?? null;
    const p = adjustedP ?? result.p;
    const significant = p < level;
    const sentence = `${significant ? conclusions.rejected : conclusions.kept} (${pWords(p)}).`;
    return {
      ...rest,
      df: [...df],
      effect,
      estimate,
      adjustedP,
      significant,
      conclusion: significant ? sentence : `${sentence} ${keptAdvice}`,
      warnings: warnings.filter((warning): warning is string => typeof warning === 'string'),
      problem: null,
    };
  });
  const made = outcomes.filter(({ p }) => p !== null).length;
  return {
    title: '',
    blocks: [{ kind: 'tests', level, correction: made > 1 ? `Holm, ${made} tests` : null, outcomes }],
  };
}

function notMade({ label, error }: { label: string; error: Error & { code: string } }): TestOutcome {
  return {
    label,
    hypothesis: '',
    alternative: '',
    statistic: null,
    df: [],
    p: null,
    method: '',
    adjustedP: null,
    effect: null,
    estimate: null,
    significant: false,
    conclusion: '',
    warnings: [],
    rows: 0,
    empty: 0,
    problem: { code: error.code, severity: 'error', message: error.message, data: {} },
  };
}
