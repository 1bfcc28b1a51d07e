import { Button } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import type { Activity, RuleResult } from '../../../nodes/contract/flow.ts';
import { navigate } from '../../state/hash-location.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { formatDuration, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';
import { ruleTones } from '../../ui/run-tones.ts';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import { ErrorPlaces, showNode } from './JobError.tsx';
import { lookOf, rowsWords, spent } from './job-words.ts';
import styles from './jobs.module.css';

interface ActivityDetailProps {
  projectId: string;
  activity: Activity;
  name: string;
  now: number;
}

/** What one recipe of a job did: why it ran, what it wrote, what its rules found, what went wrong. */
export function ActivityDetail({ projectId, activity, name, now }: ActivityDetailProps) {
  const { recipe, reason, status, error, warnings, rules, startedAt, outputs } = activity;
  const ms = spent(activity, now);
  const facts = [lookOf(activity).label, rowsWords(activity), ms === null ? '' : formatDuration(ms)].filter(Boolean);
  return (
    <section className={styles.detail} aria-label={name}>
      <header className={styles.detailHead}>
        <strong>{name}</strong>
        <span>{facts.join(' · ')}</span>
        <span style={{ flex: 1 }} />
        <Button
          variant="default"
          h={24}
          size="compact-xs"
          leftSection={<IconSitemap size={13} />}
          onClick={() => showNode(projectId, recipe)}
        >
          Show in the flow
        </Button>
      </header>
      <p className={styles.why}>
        {startedAt ? `Ran at ${formatTime(startedAt)}` : 'Has not run'}
        {reason ? `, because: ${reason}` : ''}
      </p>
      {error && status === 'failed' ? (
        <Notice hint={error.hint} actions={<ErrorPlaces {...{ projectId, recipe, error, outputs }} />}>
          {error.message}
        </Notice>
      ) : null}
      {error && status === 'skipped' ? <p className={styles.why}>{error.message}</p> : null}
      {warnings.map((text) => (
        <Notice key={text} tone="warning">
          {text}
        </Notice>
      ))}
      {rules.length > 0 ? <Rules projectId={projectId} rules={rules} /> : null}
    </section>
  );
}

function Rules({ projectId, rules }: { projectId: string; rules: readonly RuleResult[] }) {
  const open = (dataset: string) => {
    useWorkbench.getState().set({ jobsOpen: false });
    navigate(`/p/${projectId}/quality?dataset=${dataset}`);
  };
  return (
    <>
      <SectionLabel>Quality rules</SectionLabel>
      <ul className={styles.rules}>
        {rules.map((rule) => {
          const { tone, label } = ruleTones[rule.status];
          return (
            <li key={`${rule.dataset} ${rule.rule}`}>
              <button type="button" onClick={() => open(rule.dataset)}>
                <StatusIcon tone={tone} size={13} />
                <span className={styles.ruleName}>{rule.label}</span>
                <span className={styles.ruleText}>{rule.status === 'OK' ? label : rule.message}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
