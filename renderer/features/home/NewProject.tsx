import { Button, Input, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { go } from '../../state/current-project.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';

const SAMPLE_NAME = 'Credit Card Fraud Analysis';
type Kind = 'empty' | 'sample';

const beginnings: Record<Kind, string> = {
  empty: 'An empty canvas for your own data.',
  sample: 'The sample with its simulated data, to try things on.',
};

/** Asks for a name and creates a project, empty or from the sample. */
export function NewProject({ kind, onClose }: { kind: Kind | null; onClose: () => void }) {
  const create = useAction('projects.create');
  const [name, setName] = useState('');
  const [from, setFrom] = useState<Kind>('empty');
  const { reset } = create;
  useEffect(() => {
    if (!kind) return;
    setFrom(kind);
    setName(kind === 'sample' ? SAMPLE_NAME : '');
    reset();
  }, [kind, reset]);
  const onCreate = () =>
    create.mutate(
      { body: { name: name.trim(), ...(from === 'sample' ? { sample: 'credit-card-fraud' as const } : {}) } },
      {
        onSuccess: (project) => {
          invalidate(['projects.list']);
          onClose();
          go(`/p/${project.id}/flow`);
        },
      },
    );
  return (
    <Modal opened={kind !== null} onClose={onClose} title="New project" size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onCreate();
        }}
      >
        <Input.Wrapper label="Begin with" description={beginnings[from]} labelElement="div" mb={16}>
          <SegmentedControl
            fullWidth
            size="xs"
            mt={4}
            aria-label="Begin with"
            value={from}
            onChange={(value) => {
              setFrom(value);
              if (value === 'sample' && name === '') setName(SAMPLE_NAME);
            }}
            data={[
              { value: 'empty' as const, label: 'Empty' },
              { value: 'sample' as const, label: 'From the sample' },
            ]}
          />
        </Input.Wrapper>
        <TextInput
          label="Name"
          description="What people call it; its id is made from it and stays."
          placeholder="Card fraud, spring"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          mb={16}
        />
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            Create
          </Button>
        </div>
      </form>
    </Modal>
  );
}
