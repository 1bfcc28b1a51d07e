import type { BlockOf, TestOutcome } from '../../../../nodes/contract/statistics.ts';
import { formatCount, formatNumber, formatShare } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { tableClass } from '../../../ui/table.ts';
import { intervalWords, numberWords, pWords, withMinus } from '../figure-words.ts';
import styles from '../statistics.module.css';

/** One test in full, or several side by side. */
export function TestsBlock({ block }: { block: BlockOf<'tests'> }) {
  const { outcomes, level } = block;
  const [only] = outcomes;
  return outcomes.length === 1 && only ? <OneTest outcome={only} level={level} /> : <ManyTests block={block} />;
}

const levelWords = (level: number): string => `at ${formatShare(level, 2)}`;

const Verdict = ({ outcome, level }: { outcome: TestOutcome; level: number }) =>
  outcome.problem ? (
    <StatusBadge tone="stale" label="Not tested" reason={outcome.problem.message} />
  ) : (
    <StatusBadge
      tone={outcome.significant ? 'done' : 'none'}
      label={outcome.significant ? `Significant ${levelWords(level)}` : `Not significant ${levelWords(level)}`}
    />
  );

const dfWords = (df: readonly number[]): string => df.map((value) => formatNumber(value, 5)).join(' and ');

function OneTest({ outcome, level }: { outcome: TestOutcome; level: number }) {
  const { statistic, df, p, estimate, effect, rows, empty, method } = outcome;
  const figures: [string, string, string?][] = [
    ...(statistic ? [[statistic.symbol, numberWords(statistic.value)] as [string, string]] : []),
    ...(df.length > 0 ? [['Degrees of freedom', dfWords(df)] as [string, string]] : []),
    ['p', pWords(p), method],
    ...(estimate
      ? [
          [
            estimate.label,
            numberWords(estimate.value),
            estimate.interval ? intervalWords(estimate.interval) : undefined,
          ] as [string, string, string?],
        ]
      : []),
    ...(effect
      ? [[effect.name, withMinus(formatNumber(effect.value, 3)), effect.size] as [string, string, string]]
      : []),
    ['Rows', formatCount(rows), empty > 0 ? `${formatCount(empty)} left out` : undefined],
  ];
  return (
    <div className={styles.test}>
      <div className={styles.verdict}>
        <Verdict outcome={outcome} level={level} />
        <p>{outcome.conclusion}</p>
      </div>
      <dl className={styles.strip}>
        {figures.map(([label, value, beside]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            {beside ? <span>{beside}</span> : null}
          </div>
        ))}
      </dl>
      <dl className={styles.hypotheses}>
        <dt>H₀</dt>
        <dd>{outcome.hypothesis}.</dd>
        <dt>H₁</dt>
        <dd>{outcome.alternative}.</dd>
      </dl>
      {outcome.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
    </div>
  );
}

function ManyTests({ block: { outcomes, level, correction } }: { block: BlockOf<'tests'> }) {
  const first = outcomes.find(({ statistic }) => statistic);
  const hasDf = outcomes.some(({ df }) => df.length > 0);
  const hasEffect = outcomes.some(({ effect }) => effect);
  return (
    <div className={styles.test}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard */}
      <section className={styles.table} tabIndex={0} aria-label="Tests">
        <table className={tableClass}>
          <thead>
            <tr>
              <th>Column</th>
              <th data-numeric>{first?.statistic?.symbol ?? 'Statistic'}</th>
              {hasDf ? <th data-numeric>df</th> : null}
              <th data-numeric>p</th>
              {correction ? <th data-numeric>p ({correction})</th> : null}
              {hasEffect ? <th data-numeric>{first?.effect?.name ?? 'Effect'}</th> : null}
              <th data-numeric>Rows</th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <tr key={outcome.label}>
                <td className={styles.testName}>
                  <div className={styles.testHead}>
                    {outcome.label}
                    <Verdict outcome={outcome} level={level} />
                  </div>
                  <div className={styles.dim}>{outcome.problem?.message ?? outcome.conclusion}</div>
                  {outcome.warnings.map((warning) => (
                    <div key={warning} className={styles.warning}>
                      {warning}
                    </div>
                  ))}
                </td>
                <td data-numeric>{outcome.statistic ? numberWords(outcome.statistic.value) : '–'}</td>
                {hasDf ? <td data-numeric>{dfWords(outcome.df) || '–'}</td> : null}
                <td data-numeric>{pWords(outcome.p)}</td>
                {correction ? <td data-numeric>{pWords(outcome.adjustedP)}</td> : null}
                {hasEffect ? (
                  <td data-numeric>
                    {outcome.effect ? withMinus(formatNumber(outcome.effect.value, 3)) : '–'}
                    <div className={styles.dim}>{outcome.effect?.size}</div>
                  </td>
                ) : null}
                <td data-numeric>{outcome.problem ? '–' : formatCount(outcome.rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
