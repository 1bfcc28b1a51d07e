import { Kbd, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { shownKeys } from '../../commands/keys.ts';
import { commands } from '../../commands/registry.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import styles from './shell.module.css';

/** All shortcuts, searchable. */
export function ShortcutsOverlay() {
  const { shortcutsOpen, set } = useWorkbench();
  const [query, setQuery] = useState('');
  const wanted = query.toLowerCase();
  const shown = commands.filter(({ keys, label }) => keys && label.toLowerCase().includes(wanted));
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Modal opened={shortcutsOpen} onClose={() => set({ shortcutsOpen: false })} title="Keyboard shortcuts" size={720}>
      <TextInput
        placeholder="Search shortcuts"
        aria-label="Search shortcuts"
        leftSection={<IconSearch size={14} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        mb={16}
        data-autofocus
      />
      <div className={styles.shortcuts}>
        {groups.map((group) => (
          <div key={group} className={styles.shortcutGroup}>
            <SectionLabel>{group}</SectionLabel>
            {shown
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className={styles.shortcutRow}>
                  <span>{command.label}</span>
                  {firstAndLast(command.keys).map((keys) => (
                    <Kbd key={keys} size="xs">
                      {shownKeys(keys).join(' ')}
                    </Kbd>
                  ))}
                </div>
              ))}
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** All keys of a command, of a long row only its ends. */
const firstAndLast = (keys: readonly string[] = []): readonly string[] =>
  keys.length > 3 ? [...keys.slice(0, 1), ...keys.slice(-1)] : keys;
