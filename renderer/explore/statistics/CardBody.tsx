import { Button, Progress, Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { StatisticsCard, Worksheet } from '../../../nodes/contract/project/index.ts';
import type { StatisticsReply, StatisticsSection } from '../../../nodes/contract/statistics.ts';
import { useCall } from '../../client/hooks.ts';
import { keyOf, queryClient } from '../../client/query-client.ts';
import { formatCount } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { BlockView } from './blocks/BlockView.tsx';
import styles from './statistics.module.css';

interface CardBodyProps {
  projectId: string;
  datasetId: string;
  card: StatisticsCard;
  worksheet: Worksheet;
  onThreshold: ((threshold: number) => void) | undefined;
}

/** Computing that takes longer is told, and can be stopped. */
const patience = 1500;

/** What a card finds. It asks when it comes near the window; while others are asked for, the last answer stays. */
export function CardBody({ projectId, datasetId, card, worksheet, onThreshold }: CardBodyProps) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const wasNear = useRef(false);
  if (entry?.isIntersecting) wasNear.current = true;
  const [stopped, setStopped] = useState('');
  const { sample, filter, level } = worksheet;
  const input = {
    params: { project: projectId, dataset: datasetId },
    body: { card: { kind: card.kind, settings: card.settings }, sample, filter, level },
  };
  const question = JSON.stringify(input);
  const isStopped = stopped === question;
  const reply = useCall('statistics.query', input, {
    enabled: wasNear.current && !isStopped,
    placeholderData: (old) => old,
    staleTime: 300_000,
  });
  const isLong = useLong(reply.isFetching, question);
  const stop = () => {
    setStopped(question);
    void queryClient.cancelQueries({ queryKey: keyOf('statistics.query', input) });
  };
  if (isStopped) {
    return (
      <div ref={ref} className={styles.stopped}>
        <span>Stopped.</span>
        <Button variant="default" onClick={() => setStopped('')}>
          Compute
        </Button>
      </div>
    );
  }
  const isOld = reply.isPlaceholderData;
  return (
    <div ref={ref} className={styles.cardBody}>
      {isLong ? (
        <div className={styles.computing} role="status">
          <Progress value={100} animated size="xs" aria-label="Computing" />
          <span>Computing on {sample.kind === 'all' ? 'all rows' : 'the sample'}…</span>
          <Button variant="subtle" size="compact-xs" color="gray" onClick={stop}>
            Stop
          </Button>
        </div>
      ) : null}
      {reply.error && !reply.isFetching ? <ErrorNotice error={reply.error} /> : null}
      {reply.data && !(reply.error && !reply.isFetching) ? (
        <Sections
          reply={reply.data}
          isOld={reply.isFetching && isOld}
          isFiltered={Boolean(filter)}
          {...{ card, onThreshold }}
        />
      ) : null}
      {!reply.data && !reply.error ? <Skeleton h={180} /> : null}
    </div>
  );
}

/** Whether the same work has been going on for a while. */
function useLong(isBusy: boolean, question: string): boolean {
  const [long, setLong] = useState<string | null>(null);
  useEffect(() => {
    if (!isBusy) {
      setLong(null);
      return;
    }
    const timer = window.setTimeout(() => setLong(question), patience);
    return () => window.clearTimeout(timer);
  }, [isBusy, question]);
  return isBusy && long === question;
}

interface SectionsProps {
  reply: StatisticsReply;
  /** Another answer is on its way. */
  isOld: boolean;
  isFiltered: boolean;
  card: StatisticsCard;
  onThreshold: ((threshold: number) => void) | undefined;
}

/** Sections beside one another where they are small; what needs the width has it. */
function Sections({ reply, isOld, isFiltered, card, onThreshold }: SectionsProps) {
  if (reply.rows === 0) return <p className={styles.dim}>No row fits: there is nothing to compute.</p>;
  return (
    <>
      <div className={styles.sections} data-kind={card.kind} data-busy={isOld || undefined}>
        {reply.sections.map((section) => (
          <section
            key={section.title || section.blocks[0]?.kind}
            className={styles.section}
            data-wide={isWide(section) || undefined}
          >
            {section.title || section.note ? (
              <h3 className={styles.sectionTitle}>
                <span className={styles.sectionName} title={section.title}>
                  {section.title}
                </span>
                {section.note ? <small className={styles.sectionNote}>{section.note}</small> : null}
              </h3>
            ) : null}
            <div className={styles.blocks} data-side={sideOf(section)}>
              {section.blocks.map((block, at) => (
                <BlockView
                  // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
                  key={`${block.kind} ${at}`}
                  block={block}
                  title={section.title}
                  threshold={card.threshold ?? 0}
                  onThreshold={onThreshold}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      <p className={styles.rows}>{rowsWords(reply, isFiltered)}</p>
    </>
  );
}

/** Which rows the figures are of. */
function rowsWords({ rows, sample }: StatisticsReply, isFiltered: boolean): string {
  if (isFiltered)
    return `${formatCount(rows)} rows fit the filter, of ${sample === 'all rows' ? sample : `the ${sample}`}`;
  return sample === 'all rows'
    ? `All ${formatCount(rows)} rows`
    : `${sample.charAt(0).toUpperCase()}${sample.slice(1)}`;
}

const wide = ['tests', 'matrix', 'contingency', 'note'];
const isWide = (section: StatisticsSection): boolean =>
  sideOf(section) !== undefined ||
  section.blocks.some(
    (block) =>
      wide.includes(block.kind) ||
      (block.kind === 'points' && block.arrows !== undefined) ||
      (block.kind === 'table' && block.columns.length > 6),
  );

/** A picture has its figures, or else its table, beside it. */
function sideOf({ blocks }: StatisticsSection): 'figures' | 'table' | undefined {
  const has = (...kinds: string[]) => blocks.some(({ kind }) => kinds.includes(kind));
  if (!has('points', 'cells', 'boxes', 'curves')) return undefined;
  return has('figures') ? 'figures' : has('table') ? 'table' : undefined;
}
