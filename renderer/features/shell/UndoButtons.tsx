import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useProject } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { unsentOf } from '../../state/unsent.ts';

/** Undo and redo, naming what they would take back. */
export function UndoButtons({ projectId }: { projectId: string }) {
  const history = useProject(projectId).data?.history;
  // What is on its way to the node can be taken back too.
  const undo = unsentOf(projectId).at(-1)?.label ?? history?.undo ?? null;
  const redo = history?.redo ?? null;
  return (
    <div style={{ display: 'flex', gap: 2 }}>
      <Tooltip label={undo ? `Undo: ${undo} · Ctrl+Z` : 'Nothing to undo'}>
        <ActionIcon
          aria-label="Undo"
          data-disabled={undo ? undefined : true}
          onClick={() => undo && runCommand('edit.undo')}
        >
          <IconArrowBackUp size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redo ? `Redo: ${redo} · Ctrl+Shift+Z` : 'Nothing to redo'}>
        <ActionIcon
          aria-label="Redo"
          data-disabled={redo ? undefined : true}
          onClick={() => redo && runCommand('edit.redo')}
        >
          <IconArrowForwardUp size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
