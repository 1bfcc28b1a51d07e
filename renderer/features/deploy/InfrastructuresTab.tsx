import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlug, IconPlus, IconServer2, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellError } from '../../state/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './deploy.module.css';
import { infrastructureKinds, stageLabels } from './deploy-words.ts';
import { AddDialog, PairDialog } from './InfrastructureDialogs.tsx';

type Listed = RouteReply<'infrastructures.list'>[number];

/** Where things are deployed to: groups of paired nodes with their health. */
export function InfrastructuresTab({ list }: { list: readonly Listed[] }) {
  const [adding, setAdding] = useState(false);
  const [pairing, setPairing] = useState<Listed | null>(null);
  const button = (
    <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      Add infrastructure
    </Button>
  );
  return (
    <>
      {list.length === 0 ? (
        <EmptyState icon={IconServer2} title="Nowhere to deploy to yet" actions={button}>
          An infrastructure is one Automation node, or a group of API nodes. Start a node with{' '}
          <code>millrace automation</code> or <code>millrace api</code>; it prints its address and a code to pair with.
        </EmptyState>
      ) : (
        <>
          <div className={styles.tabHead}>{button}</div>
          <div className={styles.grid}>
            {list.map((one) => (
              <InfrastructureCard key={one.id} infrastructure={one} onPair={() => setPairing(one)} />
            ))}
          </div>
        </>
      )}
      {adding ? <AddDialog taken={list.map(({ id }) => id)} onClose={() => setAdding(false)} /> : null}
      {pairing ? <PairDialog infrastructure={pairing} onClose={() => setPairing(null)} /> : null}
    </>
  );
}

function InfrastructureCard({ infrastructure, onPair }: { infrastructure: Listed; onPair: () => void }) {
  const { id, name, kind, stage, nodes, health } = infrastructure;
  const forget = useAction('infrastructures.delete');
  const unpair = useAction('infrastructures.unpair');
  const refresh = () => invalidate(['infrastructures.list', 'deployments.list']);
  const onError = (error: unknown) => tellError('Not changed', error);
  return (
    <article className={styles.card} aria-label={name}>
      <div className={styles.cardHead}>
        <div className={styles.route}>
          <span className={styles.routeName}>{name}</span>
          <span className={styles.dim}>{infrastructureKinds[kind]}</span>
          <span className={styles.stage}>{stageLabels[stage]}</span>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`Menu of ${name}`}>
              <IconDots size={16} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={() => forget.mutate({ params: { infrastructure: id } }, { onSuccess: refresh, onError })}
            >
              Forget this infrastructure
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <ul className={styles.nodes}>
        {nodes.map((node) => {
          const found = health.find((one) => one.node === node.id);
          const shown = !found
            ? ({ tone: 'none', label: 'Unknown' } as const)
            : found.ok
              ? ({ tone: 'done', label: 'Healthy' } as const)
              : ({ tone: 'failed', label: 'Unhealthy' } as const);
          return (
            <li key={node.id}>
              <IconServer2 size={16} stroke={1.6} color="var(--mr-dim)" aria-hidden />
              <div className={styles.nodeText}>
                <div className={styles.nodeName}>{node.name}</div>
                <div className={styles.dim} title={`Certificate ${node.fingerprint}`}>
                  {node.url}
                </div>
                {found && !found.ok ? <div className={styles.bad}>{found.message}</div> : null}
              </div>
              <StatusBadge {...shown} reason={found?.message ?? ''} />
              <ActionIcon
                aria-label={`Forget the node ${node.name}`}
                onClick={() =>
                  unpair.mutate({ params: { infrastructure: id, node: node.id } }, { onSuccess: refresh, onError })
                }
              >
                <IconTrash size={14} stroke={1.7} />
              </ActionIcon>
            </li>
          );
        })}
        {nodes.length === 0 ? <li className={styles.dim}>No node yet. Pair one with its address and code.</li> : null}
      </ul>
      <div>
        <Button
          variant={nodes.length === 0 ? 'filled' : 'default'}
          leftSection={<IconPlug size={14} />}
          onClick={onPair}
        >
          Pair a node
        </Button>
      </div>
    </article>
  );
}
