import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Dataset } from '../../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../../nodes/contract/routes/index.ts';
import { call } from '../../client/call.ts';
import { invalidate } from '../../client/query-client.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { Notice } from '../../ui/Notice.tsx';

interface DeleteConnectionProps {
  connection: RouteReply<'connections.list'>[number];
  readers: readonly Dataset[];
  onClose: () => void;
}

/** Asks before a connection is taken away, naming what reads from it. */
export function DeleteConnection({ connection: { id, path }, readers, onClose }: DeleteConnectionProps) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await call('connections.delete', { params: { connection: id } });
      invalidate(['connections.list', 'flow.get']);
      tellDone(`Connection ${id} deleted`);
      onClose();
    } catch (error) {
      tellError(`${id} was not deleted`, error);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={`Delete the connection “${id}”?`} size={460}>
      <p style={{ marginTop: 0 }}>The folder {path} and its files stay as they are.</p>
      {readers.length > 0 ? (
        <Notice tone="warning">
          {readers.map(({ name }) => name).join(', ')} {readers.length === 1 ? 'reads' : 'read'} from it and will fail.
          Other projects of this node may use it too.
        </Notice>
      ) : (
        <Notice tone="info">No dataset of this project reads from it. Other projects of this node may.</Notice>
      )}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button color="red" loading={busy} onClick={() => void remove()}>
          Delete
        </Button>
      </div>
    </Modal>
  );
}
