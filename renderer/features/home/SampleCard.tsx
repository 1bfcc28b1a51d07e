import { Button, Loader, Skeleton } from '@mantine/core';
import type { SampleState } from '../../../nodes/contract/sample-project.ts';
import { useAction } from '../../client/hooks.ts';
import { keyOf, queryClient } from '../../client/query-client.ts';
import { tellError } from '../../state/notify.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './home.module.css';

/** The sample project on its way: a card that becomes the project's as soon as the node tells so. */
export const PreparingSample = ({ name }: { name: string }) => (
  <div className={styles.card} role="status" data-pending>
    <h2>{name}</h2>
    <p className={styles.description}>
      The sample project is being prepared: a year and a half of card transactions is simulated for it. It is ready in a
      few seconds.
    </p>
    <div className={styles.facts} aria-hidden>
      <Skeleton h={11} w={28} radius={3} />
      <Skeleton h={11} w={28} radius={3} />
      <span style={{ marginLeft: 'auto' }}>
        <Loader size={12} /> Preparing
      </span>
    </div>
  </div>
);

/** Why the sample project is not there, with what can be done about it. */
export function FailedSample({ error }: { error: Extract<SampleState, { state: 'failed' }>['error'] }) {
  const prepare = useAction('sample.prepare');
  const dismiss = useAction('sample.dismiss');
  const show = (state: SampleState) => queryClient.setQueryData(keyOf('sample.get', {}), state);
  const onError = (failure: Error) => tellError('Nothing was changed', failure);
  return (
    <Notice
      title="The sample project could not be made"
      hint={error.hint}
      actions={
        <>
          <Button loading={prepare.isPending} onClick={() => prepare.mutate({}, { onSuccess: show, onError })}>
            Try again
          </Button>
          <Button
            variant="default"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate({}, { onSuccess: show, onError })}
          >
            Do without it
          </Button>
        </>
      }
    >
      {error.message} <code>{error.code}</code>
    </Notice>
  );
}
