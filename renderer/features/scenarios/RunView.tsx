import { Button } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { ScenarioRun } from '../../../nodes/contract/flow.ts';
import { useAction, useCall } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellError } from '../../state/notify.ts';
import { formatDuration, formatTime } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { outcomes } from '../../ui/run-tones.ts';
import { StatusBadge, StatusIcon } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { durationOf, type RunStep } from './scenario-data.ts';
import styles from './scenarios.module.css';

interface RunViewProps {
  projectId: string;
  /** The run as the list has it: shown until its logs are there. */
  run: ScenarioRun;
  /** What started it, in words. */
  cause: string;
}

/** One run with its steps and their logs; live while it goes on. */
export function RunView({ projectId, run: listed, cause }: RunViewProps) {
  const params = { project: projectId, scenario: listed.scenario, run: listed.id };
  const detail = useCall('scenarios.get', { params }, { placeholderData: listed });
  const abort = useAction('scenarios.abort');
  const run = detail.data ?? listed;
  const running = run.outcome === 'running';
  const now = useNow(running);
  const variables = Object.entries(run.variables);
  return (
    <div className={styles.run}>
      <div className={styles.runHead}>
        <StatusBadge {...outcomes[run.outcome]} />
        <span>{formatTime(run.startedAt)}</span>
        <span className={styles.dim}>
          {formatDuration(durationOf(run, now))}, started: {cause}
          {variables.length > 0 ? `, ${variables.map(([name, value]) => `${name} = ${value}`).join(', ')}` : ''}
        </span>
        <span style={{ flex: 1 }} />
        {running ? (
          <Button
            color="red"
            variant="light"
            leftSection={<IconPlayerStopFilled size={12} />}
            loading={abort.isPending}
            onClick={() =>
              abort.mutate(
                { params },
                {
                  onSuccess: () => invalidate(['scenarios.runs', 'scenarios.get'], { project: projectId }),
                  onError: (error) => tellError('Not aborted', error),
                },
              )
            }
          >
            Abort
          </Button>
        ) : null}
      </div>
      {detail.error ? <ErrorNotice error={detail.error} /> : null}
      {run.steps.map((step) => (
        <StepLog key={step.id} step={step} now={now} />
      ))}
    </div>
  );
}

function StepLog({ step, now }: { step: RunStep; now: number }) {
  const { tone, label } = outcomes[step.outcome];
  return (
    <section className={styles.logStep} aria-label={`${step.label}: ${label}`}>
      <div className={styles.logHead}>
        <span className={styles.tone} data-tone={tone} title={label}>
          <StatusIcon tone={tone} size={14} />
        </span>
        <span className={styles.stepTitle}>{step.label}</span>
        <span className={styles.dim}>{step.outcome === 'success' ? '' : label}</span>
        <span style={{ flex: 1 }} />
        <span className={styles.dim}>{step.startedAt ? formatDuration(durationOf(step, now)) : ''}</span>
      </div>
      {step.log.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling log must be reached by keyboard
        <pre className={styles.log} tabIndex={0}>
          {step.log.join('\n')}
        </pre>
      ) : null}
      {step.error ? <ErrorNotice error={step.error} /> : null}
    </section>
  );
}
