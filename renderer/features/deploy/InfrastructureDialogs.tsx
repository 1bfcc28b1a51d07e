import { Button, Input, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Infrastructure } from '../../../nodes/contract/deploy.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellDone } from '../../state/notify.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './deploy.module.css';
import { idOf, stageLabels } from './deploy-words.ts';

/** Names a new infrastructure, without nodes yet. */
export function AddDialog({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Infrastructure['kind']>('automation');
  const [stage, setStage] = useState<Infrastructure['stage']>('dev');
  const put = useAction('infrastructures.put');
  const id = idOf(name);
  const exists = taken.includes(id);
  const add = () =>
    put.mutate(
      { params: { infrastructure: id }, body: { name: name.trim(), kind, stage } },
      {
        onSuccess: () => {
          invalidate(['infrastructures.list']);
          onClose();
        },
      },
    );
  return (
    <Modal closeButtonProps={{ 'aria-label': 'Close' }} opened onClose={onClose} size={440} title="Add infrastructure">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {put.error ? <ErrorNotice error={put.error} /> : null}
        <TextInput
          data-autofocus
          label="Name"
          description="What people choose when they deploy."
          placeholder="Production batch"
          value={name}
          error={exists ? 'There is one of this name' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Input.Wrapper
          label="What runs there"
          description="An Automation node runs whole projects by itself; API nodes answer single questions."
          labelElement="div"
        >
          <SegmentedControl
            fullWidth
            mt={4}
            size="xs"
            aria-label="What runs there"
            value={kind}
            onChange={(value) => setKind(value === 'api' ? 'api' : 'automation')}
            data={[
              { value: 'automation', label: 'Projects (Automation node)' },
              { value: 'api', label: 'Predictions (API nodes)' },
            ]}
          />
        </Input.Wrapper>
        <Input.Wrapper
          label="Stage"
          description="How much depends on it; it is shown at every deployment."
          labelElement="div"
        >
          <SegmentedControl
            fullWidth
            mt={4}
            size="xs"
            aria-label="Stage"
            value={stage}
            onChange={(value) => setStage(value as Infrastructure['stage'])}
            data={Object.entries(stageLabels).map(([value, label]) => ({ value, label }))}
          />
        </Input.Wrapper>
        <div className={styles.dialogEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={put.isPending} disabled={!id || exists}>
            Add
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Pairs a node by its address and the code it prints. */
export function PairDialog({ infrastructure, onClose }: { infrastructure: Infrastructure; onClose: () => void }) {
  const [url, setUrl] = useState('https://');
  const [code, setCode] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const pair = useAction('infrastructures.pair');
  const submit = () =>
    pair.mutate(
      {
        params: { infrastructure: infrastructure.id },
        body: {
          url: url.trim(),
          code: code.trim(),
          ...(fingerprint.trim() ? { fingerprint: fingerprint.trim() } : {}),
        },
      },
      {
        onSuccess: () => {
          tellDone('Paired', `${url} belongs to ${infrastructure.name} now`);
          invalidate(['infrastructures.list', 'deployments.list']);
          onClose();
        },
      },
    );
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      size={440}
      title={`Pair a node with ${infrastructure.name}`}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {pair.error ? <ErrorNotice error={pair.error} /> : null}
        <TextInput
          data-autofocus
          label="Address"
          description="As the node prints it when it starts, reachable from this machine."
          placeholder="https://automation.example:4720"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label="Code"
          description="The node prints it when it starts; it works once."
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label="Fingerprint of its certificate"
          description="Also printed by the node. Without it the certificate seen now is trusted from now on."
          value={fingerprint}
          onChange={(event) => setFingerprint(event.currentTarget.value)}
        />
        <div className={styles.dialogEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pair.isPending} disabled={!code.trim() || url.length < 10}>
            Pair
          </Button>
        </div>
      </form>
    </Modal>
  );
}
