import { Button } from '@mantine/core';
import { IconFolderOff } from '@tabler/icons-react';
import { go } from '../../state/current-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** In place of the pages of a project that this node does not have: an old address, or one deleted in another window. */
export const MissingProject = ({ message }: { message: string }) => (
  <EmptyState icon={IconFolderOff} title={message} actions={<Button onClick={() => go('/')}>All projects</Button>}>
    It was deleted, or the address is of another node.
  </EmptyState>
);
