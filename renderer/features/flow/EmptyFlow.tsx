import { Button, Kbd } from '@mantine/core';
import { IconSitemap, IconUpload } from '@tabler/icons-react';
import { firstKeys } from '../../commands/keys.ts';
import { commandById, runCommand } from '../../commands/run-commands.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './flow-page.module.css';

const hints = [
  { id: 'flow.add-files', words: 'adds datasets' },
  { id: 'flow.quick-add', words: 'adds a recipe' },
  { id: 'help.shortcuts', words: 'lists all shortcuts' },
] as const;

/** What a canvas without nodes says. */
export const EmptyFlow = ({ readOnly }: { readOnly: boolean }) => (
  <div className={styles.overlay}>
    <div>
      <EmptyState
        icon={IconSitemap}
        title={readOnly ? 'Nothing in this flow' : 'Start with data'}
        actions={
          readOnly ? undefined : (
            <Button leftSection={<IconUpload size={14} />} onClick={() => runCommand('flow.add-files')}>
              Add dataset
            </Button>
          )
        }
      >
        {readOnly
          ? 'It is changed in Design and deployed again.'
          : 'Drop CSV, JSON or Parquet files here. Then drag recipes from the palette, or drag a wire out of a dataset.'}
      </EmptyState>
      {readOnly ? null : (
        <p className={styles.hints}>
          {hints.map(({ id, words }) => (
            <span key={id}>
              <Kbd size="xs">{firstKeys(commandById(id)?.keys).join(' ')}</Kbd> {words}
            </span>
          ))}
        </p>
      )}
    </div>
  </div>
);
