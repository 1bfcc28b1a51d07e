import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { bridge } from '../../client/bridge.ts';
import { ApiError, call } from '../../client/call.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';

interface ConnectionDialogProps {
  /** With a path: an existing connection, whose name stays. */
  start: RouteReply<'connections.list'>[number];
  taken: ReadonlySet<string>;
  onClose: () => void;
  onSaved: (id: string) => void;
}

const named = /^[a-z0-9][a-z0-9_-]{0,79}$/;

function nameProblem(id: string, taken: ReadonlySet<string>): string | null {
  if (id === 'project') return 'This is the name of the project’s own files';
  if (taken.has(id)) return 'There is a connection of this name';
  return id === '' || named.test(id) ? null : 'Lower-case letters, digits, - and _';
}

/** Name and folder of a connection. */
export function ConnectionDialog({ start, taken, onClose, onSaved }: ConnectionDialogProps) {
  const existing = start.path !== '';
  const [id, setId] = useState(start.id);
  const [path, setPath] = useState(start.path);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = existing ? null : nameProblem(id, taken);
  const pickFolder = bridge()?.pickFolder;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const body = { id, kind: 'folder' as const, path: path.trim() };
      await call('connections.put', { params: { connection: id }, body });
      onSaved(id);
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError(0, { code: 'CLIENT', message: String(cause) }));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={existing ? `Connection “${id}”` : 'Add a folder'} size={480}>
      <form onSubmit={(event) => void save(event)} style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
        <TextInput
          label="Name"
          description="What projects call it, the same on every node"
          placeholder="landing-zone"
          data-autofocus={start.id === '' || undefined}
          disabled={existing}
          value={id}
          error={problem}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <TextInput
          label="Folder"
          description="Full path on the machine of this node"
          placeholder="/data/landing"
          data-autofocus={start.id !== '' || undefined}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          rightSectionWidth={pickFolder ? 72 : undefined}
          rightSection={
            pickFolder ? (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() =>
                  void pickFolder({ title: 'Folder of the connection' }).then((one) => one && setPath(one))
                }
              >
                Choose
              </Button>
            ) : undefined
          }
        />
        {error ? <ErrorNotice error={error} /> : null}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={!id || !path.trim() || problem !== null}>
            {existing ? 'Save' : 'Add and test'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
