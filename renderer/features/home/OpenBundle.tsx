import { Button, Loader, Modal, Progress, TextInput } from '@mantine/core';
import { IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StagedBundle } from '../../../nodes/contract/routes/imports.ts';
import { type ApiError, call } from '../../client/call.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { go } from '../../state/current-project.ts';
import { tellDone } from '../../state/notify.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { formatBytes, formatTime } from '../../ui/format.ts';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import styles from './home.module.css';

type Opened = { path: string } | { file: File };

const fileName = (opened: Opened): string =>
  'file' in opened ? opened.file.name : (opened.path.split(/[\\/]/).at(-1) ?? opened.path);

interface Staging {
  signal: AbortSignal;
  /** How much of the file has reached the node, 0–100. */
  onPercent: (percent: number) => void;
}

const stage = (opened: Opened, { signal, onPercent }: Staging): Promise<StagedBundle> =>
  'file' in opened
    ? call(
        'imports.stage',
        { query: { name: opened.file.name } },
        { file: opened.file, signal, onProgress: (sent, total) => onPercent((100 * sent) / total) },
      )
    : call('imports.stage-file', { body: { path: opened.path } }, { signal });

/** A `.millrace` file that was opened: what it holds and who signed it, then a project of it. */
export function OpenBundle() {
  const opened = useWorkbench((state) => state.opened);
  if (!opened) return null;
  return <Dialog key={fileName(opened)} opened={opened} />;
}

function Dialog({ opened }: { opened: Opened }) {
  const close = () => useWorkbench.getState().set({ opened: null });
  const [asked] = useState(() => Date.now());
  const [percent, setPercent] = useState<number | null>(null);
  const found = useQuery<StagedBundle, ApiError>({
    queryKey: ['opened-bundle', asked],
    queryFn: ({ signal }) => stage(opened, { signal, onPercent: setPercent }),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Modal opened onClose={close} title={`Open ${fileName(opened)}`} size={520}>
      {found.isPending ? (
        <>
          <div className={styles.checking} role="status">
            <Loader size={16} />
            {percent !== null && percent < 100 ? 'Sending it to the node…' : 'Verifying every byte and the signature…'}
          </div>
          {percent !== null && percent < 100 ? <Progress value={percent} size="sm" aria-label="Sent" mb={16} /> : null}
          <div className={styles.dialogEnd}>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </div>
        </>
      ) : null}
      {found.error ? (
        <>
          <ErrorNotice error={found.error} />
          <div className={styles.dialogEnd}>
            <Button variant="default" onClick={close}>
              Close
            </Button>
          </div>
        </>
      ) : null}
      {found.data ? <Found bundle={found.data} onClose={close} /> : null}
    </Modal>
  );
}

const trustWords: Record<StagedBundle['trust'], { title: string; text: string }> = {
  own: { title: 'Whole and signed by this workbench', text: 'It was made here and nothing in it was changed since.' },
  known: { title: 'Whole and signed by a trusted key', text: 'Nothing in it was changed since it was signed.' },
  unknown: {
    title: 'Whole, but signed by a key that is not known here',
    text: 'Nothing was changed since it was signed. Open it only when you know who made it: its recipes run on your data.',
  },
};

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function Found({ bundle, onClose }: { bundle: StagedBundle; onClose: () => void }) {
  const [name, setName] = useState(bundle.name);
  const create = useAction('imports.create');
  const { trust, holds, requires } = bundle;
  useEffect(() => setName(bundle.name), [bundle.name]);
  const onCreate = () =>
    create.mutate(
      { params: { staged: bundle.staged }, body: { name: name.trim() } },
      {
        onSuccess: (project) => {
          invalidate(['projects.list']);
          tellDone(`${project.name} is open`, 'Made of the bundle; the bundle itself stays as it is.');
          onClose();
          go(`/p/${project.id}/flow`);
        },
      },
    );
  const IconView = trust === 'unknown' ? IconShieldQuestion : IconShieldCheck;
  return (
    <form
      className={styles.opened}
      onSubmit={(event) => {
        event.preventDefault();
        onCreate();
      }}
    >
      <div className={styles.trust} data-trust={trust}>
        <IconView size={20} stroke={1.7} />
        <div>
          <strong>{trustWords[trust].title}</strong>
          <div>{trustWords[trust].text}</div>
        </div>
      </div>
      <KeyValue
        items={[
          ['Project', `${bundle.name}, version ${bundle.version}`],
          ['Made by', `${bundle.author}${bundle.changedAt ? `, ${formatTime(bundle.changedAt)}` : ''}`],
          ...(bundle.notes ? ([['Notes', bundle.notes]] as const) : []),
          [
            'Holds',
            [
              counted(holds.datasets, 'dataset'),
              counted(holds.recipes, 'recipe'),
              counted(holds.models, 'trained model'),
              counted(holds.dashboards, 'dashboard'),
            ].join(', '),
          ],
          ['Size', formatBytes(bundle.bytes)],
          ['Signed with', bundle.signer],
        ]}
      />
      {requires.connections.length > 0 ? (
        <Notice tone="info" title="It reads from connections">
          {requires.connections.map(({ id }) => id).join(', ')}: set them up on the Connections page if they are not
          here yet. Rows are not part of a bundle.
        </Notice>
      ) : null}
      <TextInput
        label="Name of the new project"
        description="The bundle stays as it is; the project is a copy to work on."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <div className={styles.dialogEnd}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          Open as a project
        </Button>
      </div>
    </form>
  );
}
