import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight, IconChevronDown, IconChevronRight, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Deployment, DeployRun, Infrastructure } from '../../../nodes/contract/deploy.ts';
import { useAction, useCall } from '../../client/hooks.ts';
import { tellError } from '../../state/notify.ts';
import { formatAgo, formatDuration, formatTime } from '../../ui/format.ts';
import { deploymentTones, deployRunShown } from '../../ui/run-tones.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';
import styles from './deploy.module.css';
import { kindNames, stageLabels } from './deploy-words.ts';
import { StageList } from './StageList.tsx';
import { keepRun } from './use-deploy.ts';

interface DeploymentCardProps {
  deployment: Deployment;
  name: string;
  infrastructure: Infrastructure | undefined;
  onDeploy: () => void;
}

/** One deployment: what runs where, how it is; deploy again, roll back, history. */
export function DeploymentCard({ deployment, name, infrastructure, onDeploy }: DeploymentCardProps) {
  const { id, kind, version, status, message, updatedAt } = deployment;
  const [open, setOpen] = useState(false);
  const history = useCall('deployments.history', { params: { deployment: id } });
  const rollback = useAction('deployments.rollback');
  const runs = history.data ?? [];
  const live = runs.find((run) => run.status === 'running');
  const earlier = [
    ...new Set(runs.filter((run) => run.status === 'succeeded' && run.version !== version).map((run) => run.version)),
  ];
  const goBack = (to: string) =>
    rollback.mutate(
      { params: { deployment: id }, body: { version: to } },
      { onSuccess: keepRun, onError: (error) => tellError('Not rolled back', error) },
    );
  return (
    <article className={styles.card} aria-label={`${name} on ${infrastructure?.name ?? deployment.infrastructure}`}>
      <div className={styles.cardHead}>
        <div className={styles.route}>
          <span className={styles.routeName}>{name}</span>
          <span className={styles.dim}>{kindNames[kind]}</span>
          <IconArrowRight size={14} stroke={1.7} color="var(--mr-faint)" aria-label="to" />
          <span className={styles.routeName}>{infrastructure?.name ?? deployment.infrastructure}</span>
          {infrastructure ? <span className={styles.stage}>{stageLabels[infrastructure.stage]}</span> : null}
        </div>
        <StatusBadge {...deploymentTones[status]} reason={message} />
      </div>
      <div className={styles.cardBody}>
        <div>
          <div className={styles.bigVersion}>{version ?? '–'}</div>
          <div className={styles.dim}>{version ? `serving, since ${formatAgo(updatedAt)}` : 'nothing serves yet'}</div>
        </div>
        <span style={{ flex: 1 }} />
        <Tooltip label="History">
          <ActionIcon
            aria-label="History"
            aria-expanded={open}
            variant={open ? 'light' : 'subtle'}
            onClick={() => setOpen(!open)}
          >
            <IconHistory size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              disabled={earlier.length === 0 || status === 'DEPLOYING'}
              loading={rollback.isPending}
              leftSection={<IconArrowBackUp size={14} />}
              rightSection={<IconChevronDown size={12} />}
            >
              Roll back
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Serve again</Menu.Label>
            {earlier.slice(0, 10).map((one) => (
              <Menu.Item key={one} onClick={() => goBack(one)}>
                Version {one}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" disabled={status === 'DEPLOYING'} onClick={onDeploy}>
          Deploy…
        </Button>
      </div>
      {live ? (
        <div className={styles.cardRun}>
          <StageList run={live} />
        </div>
      ) : null}
      {message && status !== 'HEALTHY' ? <div className={styles.cardNote}>{message}</div> : null}
      {open ? <History runs={runs} /> : null}
    </article>
  );
}

function History({ runs }: { runs: readonly DeployRun[] }) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className={styles.history}>
      <table className={tableClass}>
        <thead>
          <tr>
            <th style={{ width: 24 }} />
            <th>When</th>
            <th>What</th>
            <th>Version</th>
            <th>By</th>
            <th data-numeric>Took</th>
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const open = run.id === shown;
            const toggle = () => setShown(open ? null : run.id);
            return [
              <tr key={run.id} data-clickable onClick={toggle}>
                <td>
                  <ActionIcon size={20} aria-label={open ? 'Hide the stages' : 'Show the stages'} aria-expanded={open}>
                    {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                  </ActionIcon>
                </td>
                <td>{formatTime(run.startedAt)}</td>
                <td>{run.action === 'rollback' ? 'Roll back' : 'Deploy'}</td>
                <td>{run.version}</td>
                <td>{run.by}</td>
                <td data-numeric>
                  {run.endedAt ? formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : '–'}
                </td>
                <td>
                  <StatusBadge {...deployRunShown(run)} reason={run.error?.message ?? ''} />
                </td>
              </tr>,
              open ? (
                <tr key={`${run.id}-stages`}>
                  <td colSpan={7} style={{ padding: 16 }}>
                    <StageList run={run} />
                  </td>
                </tr>
              ) : null,
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}
