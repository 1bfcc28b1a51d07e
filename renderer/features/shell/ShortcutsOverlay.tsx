import { Kbd, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { keysOf } from '../../commands/command.ts';
import { gestures } from '../../commands/gestures.ts';
import { shownKeys } from '../../commands/keys.ts';
import { commands } from '../../commands/registry.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import styles from './shell.module.css';

interface Row {
  label: string;
  keys: readonly string[];
}

const MOUSE = 'Mouse and touch';

/** Every shortcut as it is shown, by group. */
function shortcuts(): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const command of commands) {
    const keys = firstAndLast(keysOf(command)).map((one) => shownKeys(one).join(' '));
    if (keys.length === 0) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), { label: command.label, keys }]);
  }
  return groups.set(
    MOUSE,
    gestures.map(({ label, how }) => ({ label, keys: how })),
  );
}

/** Whether a row is meant by what is typed: a part of its words, or its keys as they are said (`ctrl z`, `ctrl+z`). */
function isMeant({ label, keys }: Row, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  const asKeys = wanted.replaceAll(/\s*\+\s*/g, ' ');
  return label.toLowerCase().includes(wanted) || keys.some((one) => one.toLowerCase().includes(asKeys));
}

/** All shortcuts, searchable by what they do and by their keys. */
export function ShortcutsOverlay() {
  const { shortcutsOpen, set } = useWorkbench();
  const [query, setQuery] = useState('');
  const all = useMemo(shortcuts, []);
  const groups = [...all].flatMap(([group, rows]) => {
    const shown = rows.filter((row) => isMeant(row, query));
    return shown.length > 0 ? [{ group, shown }] : [];
  });
  return (
    <Modal
      opened={shortcutsOpen}
      onClose={() => set({ shortcutsOpen: false })}
      onExitTransitionEnd={() => setQuery('')}
      title="Keyboard shortcuts"
      size={760}
    >
      <TextInput
        placeholder="Search by what they do, or by keys: ctrl d"
        aria-label="Search shortcuts"
        leftSection={<IconSearch size={14} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        mb={16}
        data-autofocus
      />
      {groups.length === 0 ? <p className={styles.noShortcut}>No shortcut does or is “{query.trim()}”.</p> : null}
      <div className={styles.shortcuts}>
        {groups.map(({ group, shown }) => (
          <section key={group} className={styles.shortcutGroup} aria-label={group}>
            <SectionLabel>{group}</SectionLabel>
            {shown.map(({ label, keys }) => (
              <div key={label} className={styles.shortcutRow}>
                <span>{label}</span>
                {keys.map((one) => (
                  <Kbd key={one} size="xs">
                    {one}
                  </Kbd>
                ))}
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** All keys of a command, of a long row only its ends. */
const firstAndLast = (keys: readonly string[]): readonly string[] =>
  keys.length > 3 ? [...keys.slice(0, 1), ...keys.slice(-1)] : keys;
