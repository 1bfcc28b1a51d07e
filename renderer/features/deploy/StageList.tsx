import { Button } from '@mantine/core';
import type { DeployRun } from '../../../nodes/contract/deploy.ts';
import { useAction, useCall } from '../../client/hooks.ts';
import { tellError } from '../../state/notify.ts';
import { formatDuration, formatTime } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { deployRunShown, stageTones } from '../../ui/run-tones.ts';
import { StatusBadge, StatusIcon } from '../../ui/StatusBadge.tsx';
import styles from './deploy.module.css';
import { stageHelp, stageNames } from './deploy-words.ts';

/** Stops a run for as long as no node has switched. */
function CancelButton({ run }: { run: DeployRun }) {
  const cancel = useAction('deployments.cancel');
  const isSwitching = run.stages.some(
    ({ stage, status }) => (stage === 'activate' || stage === 'verify') && status !== 'pending',
  );
  if (isSwitching) return null;
  const onError = (error: Error) => tellError('Deploying was not cancelled', error);
  return (
    <Button
      variant="default"
      size="compact-xs"
      ml="auto"
      loading={cancel.isPending}
      onClick={() => cancel.mutate({ params: { run: run.id } }, { onError })}
    >
      Cancel deploying
    </Button>
  );
}

/** A deploy run stage by stage; events of the node keep it live. */
export function LiveRun({ runId, first }: { runId: string; first?: DeployRun | undefined }) {
  const run = useCall('deployments.run', { params: { run: runId } });
  const shown = run.data ?? first;
  if (!shown) return run.error ? <ErrorNotice error={run.error} /> : null;
  return <StageList run={shown} />;
}

/** The stages of a run: done, running, still to come. */
export function StageList({ run }: { run: DeployRun }) {
  const shown = deployRunShown(run);
  const took = run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null;
  const failed = run.stages.find(({ status }) => status === 'failed');
  return (
    <div className={styles.run} aria-live="polite">
      <div className={styles.runHead}>
        <StatusBadge {...shown} />
        <span>
          {run.action === 'rollback' ? 'Roll back to' : 'Deploy'} version <b>{run.version}</b>
        </span>
        <span className={styles.dim}>
          {run.by}, {formatTime(run.startedAt)}
          {took === null ? '' : `, took ${formatDuration(took)}`}
        </span>
        {run.endedAt === null ? <CancelButton run={run} /> : null}
      </div>
      <ol className={styles.stages}>
        {run.stages.map(({ stage, status, message, ms }) => (
          <li key={stage} data-status={status}>
            <span className={styles.stageDot} data-tone={stageTones[status].tone}>
              <StatusIcon tone={stageTones[status].tone} size={16} />
            </span>
            <span className={styles.stageName}>{stageNames[stage]}</span>
            <span className={styles.stageText}>{message || stageHelp[stage]}</span>
            <span className={styles.stageTime}>{ms === null ? '' : formatDuration(ms)}</span>
          </li>
        ))}
      </ol>
      {run.error ? (
        <Notice
          tone={run.error.code === 'DEPLOY_CANCELLED' ? 'info' : 'error'}
          title={failed ? `Stopped at “${stageNames[failed.stage]}”` : run.error.message}
          hint={run.error.hint}
        >
          {run.status === 'rolled-back' ? 'The nodes went back to the version before. ' : null}
        </Notice>
      ) : null}
    </div>
  );
}
