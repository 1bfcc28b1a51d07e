import { Button, Loader } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import type { JoinMatches as Matches } from '../../../../nodes/contract/flow.ts';
import type { Recipe } from '../../../../nodes/contract/project/index.ts';
import { useCall } from '../../../client/hooks.ts';
import { useSettled } from '../../../client/use-settled.ts';
import { formatCount, formatShare } from '../../../ui/format.ts';
import { ErrorNotice, Notice } from '../../../ui/Notice.tsx';
import styles from './editors.module.css';
import type { JoinStep } from './join-settings.ts';
import parts from './parts/parts.module.css';

interface JoinMatchesProps {
  projectId: string;
  recipe: Recipe;
  step: JoinStep;
  /** 0 is the join with the second input. */
  join: number;
  right: string;
}

const isComplete = ({ kind, on = [] }: JoinStep): boolean =>
  kind === 'cross' || (on.length > 0 && on.every(({ left, right }) => left && right));

/** How the rows of both sides find each other, before anything runs. */
export function JoinMatches({ projectId, recipe, step, join, right }: JoinMatchesProps) {
  const [sample, setSample] = useState<'head' | 'all'>('head');
  const asked = useSettled({ recipe, join, sample }, 400);
  const answer = useCall(
    'flow.join-matches',
    { params: { project: projectId }, body: asked },
    { enabled: isComplete(step), placeholderData: keepPreviousData, gcTime: 60_000 },
  );
  if (!isComplete(step)) return null;
  if (answer.error) return <ErrorNotice error={answer.error} />;
  const matches = answer.data?.matches;
  if (!matches) {
    const [problem] = answer.data?.problems ?? [];
    return problem ? <p className={styles.matchesFoot}>Not counted: {problem.message}</p> : <Loader size={14} />;
  }
  const { left } = matches;
  return (
    <section className={styles.matches} aria-label={`Matches with ${right}`}>
      <Bar matched={left.matched} multiplied={left.multiplied} rows={left.rows} />
      <p>
        <strong>{formatCount(left.matched)}</strong> of {formatCount(left.rows)} left rows find a match
        {left.rows > 0 ? ` (${formatShare(left.matched / left.rows)})` : ''}.
      </p>
      {matches.right ? (
        <p>
          <strong>{formatCount(matches.right.matched)}</strong> of {formatCount(matches.right.rows)} rows of {right} are
          used.
        </p>
      ) : null}
      {matches.examples.length > 0 && step.kind !== 'inner' ? <Unmatched matches={matches} /> : null}
      {matches.examples.length > 0 && step.kind === 'inner' ? <Unmatched matches={matches} dropped /> : null}
      <Multiplication matches={matches} right={right} />
      <p className={styles.matchesFoot}>
        {answer.isFetching ? <Loader size={10} /> : null}
        {matches.sample === 'all rows' ? 'Counted on all rows.' : `Counted on the ${matches.sample}.`}
        {matches.sample === 'all rows' ? null : (
          <Button variant="subtle" size="compact-xs" onClick={() => setSample('all')}>
            Count all
          </Button>
        )}
      </p>
    </section>
  );
}

function Bar({ matched, multiplied, rows }: { matched: number; multiplied: number; rows: number }) {
  const share = (part: number) => `${rows > 0 ? (part / rows) * 100 : 0}%`;
  return (
    <div className={styles.matchBar} aria-hidden>
      <i data-kind="once" style={{ width: share(matched - multiplied) }} />
      <i data-kind="many" style={{ width: share(multiplied) }} />
    </div>
  );
}

function Unmatched({ matches, dropped }: { matches: Matches; dropped?: boolean }) {
  return (
    <p className={parts.help}>
      No match{dropped ? ', left out' : ''}:{' '}
      {matches.examples
        .map(({ key, rows }) => `${key.map((part) => part ?? 'empty').join(' · ')} (${formatCount(rows)})`)
        .join(', ')}
      {matches.left.rows - matches.left.matched > matches.examples.reduce((sum, { rows }) => sum + rows, 0) ? ' …' : ''}
    </p>
  );
}

/** A warning when rows become more than they were. */
function Multiplication({ matches, right }: { matches: Matches; right: string }) {
  const { left, result } = matches;
  if (left.multiplied === 0) return null;
  return (
    <Notice tone="warning" title={`Rows are multiplied: ${formatCount(left.rows)} become ${formatCount(result)}`}>
      {formatCount(left.multiplied)} left rows match several rows of {right} (up to {formatCount(left.most)}). Add a
      condition, or make the keys of {right} unique before.
    </Notice>
  );
}
