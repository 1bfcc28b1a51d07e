import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Infrastructure } from '../../../nodes/contract/deploy.ts';
import styles from './deploy.module.css';

interface FirstDeploymentProps {
  infrastructures: readonly Infrastructure[];
  onSetUp: () => void;
  deploy: ReactNode;
}

const COMMAND = 'millrace automation --data ./automation --port 4720';

/** The way to the first deployment: what is done, and what is next. */
export function FirstDeployment({ infrastructures, onSetUp, deploy }: FirstDeploymentProps) {
  const hasPlace = infrastructures.length > 0;
  const hasNode = infrastructures.some(({ nodes }) => nodes.length > 0);
  return (
    <section className={styles.first}>
      <h2>From here to production</h2>
      <p>
        One click packs the project into a signed version, sends it to a node, checks it there and switches to it. You
        see every stage, and can roll back at any time.
      </p>
      <ol>
        <Step
          number={1}
          done={hasNode}
          title="Start a node where it shall run"
          text="On that machine. It prints its address and a code that works once."
        >
          <div className={styles.command}>
            <code>{COMMAND}</code>
            <CopyButton value={COMMAND}>
              {({ copied, copy }) => (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  leftSection={copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
                  onClick={copy}
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </div>
        </Step>
        <Step
          number={2}
          done={hasNode}
          title="Pair it with this workbench"
          text={
            hasPlace && !hasNode
              ? 'The infrastructure is there; its node is still to pair.'
              : 'Add an infrastructure, such as Production, and pair the node with its code.'
          }
        >
          {hasNode ? null : <Button onClick={onSetUp}>{hasPlace ? 'Pair the node' : 'Set up where to deploy'}</Button>}
        </Step>
        <Step
          number={3}
          done={false}
          title="Deploy"
          text="Connections are mapped to those of the node and tried before anything changes."
        >
          {hasNode ? deploy : null}
        </Step>
      </ol>
    </section>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  text: string;
  children: ReactNode;
}

const Step = ({ number, done, title, text, children }: StepProps) => (
  <li data-done={done || undefined}>
    <span className={styles.firstNumber} aria-hidden>
      {done ? <IconCheck size={14} /> : number}
    </span>
    <div>
      <strong>
        {title}
        {done ? <span className={styles.dim}> – done</span> : null}
      </strong>
      <div className={styles.dim}>{text}</div>
      {children}
    </div>
  </li>
);
