import { useEffect } from 'react';
import type { UpdateState } from '../../../nodes/contract/desktop/updates.ts';
import { bridge } from '../../client/bridge.ts';
import { hideTold, tellDone, tellError, tellNews, tellProgress, tellWarning } from '../../state/notify.ts';
import { useUpdateState } from '../../state/updates.ts';

const ID = 'update';

/** Follows the updates of the desktop app: the preferences show how they are, the window in front says what is new. */
export function useUpdates(): void {
  useEffect(() => {
    const shell = bridge();
    if (!shell) return undefined;
    void shell.updates().then((state) => useUpdateState.setState({ state }));
    return shell.onUpdate(({ state, isFront }) => {
      useUpdateState.setState({ state });
      if (isFront) tell(state);
      else hideTold(ID);
    });
  }, []);
}

/** One message at a time about updates: the next takes the place of the one before. */
function tell({ status, asked }: UpdateState): void {
  const shell = bridge();
  if (status.kind === 'checking' && asked)
    tellProgress({ id: ID, title: 'Looking for a newer version', percent: null });
  else if (status.kind === 'downloading') {
    const title = `Downloading Millrace ${status.version}`;
    const cancel = { label: 'Cancel', run: () => void shell?.cancelUpdate() };
    tellProgress({ id: ID, title, percent: status.percent, cancel, message: `${status.percent} %` });
  } else if (status.kind === 'available') {
    const action = { label: 'Download it', run: () => void shell?.downloadUpdate() };
    tellNews(ID, { title: `Millrace ${status.version} is available`, action });
  } else if (status.kind === 'ready') {
    const action = { label: 'Restart to update', run: () => void shell?.installUpdate() };
    const message = 'It is installed by a restart, or when you quit.';
    tellNews(ID, { title: `Millrace ${status.version} is ready`, message, action });
  } else {
    hideTold(ID);
    if (asked) tellEnd(status);
  }
}

function tellEnd(status: UpdateState['status']): void {
  if (status.kind === 'current') tellDone('This is the newest version');
  else if (status.kind === 'unavailable') tellWarning('Millrace does not update itself', status.reason);
  else if (status.kind === 'failed') tellError(status.message, new Error(status.hint));
}
