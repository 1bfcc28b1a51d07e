import { ActionIcon, Button, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { useSelection } from '../../state/selection.ts';
import { usePreferences } from '../../state/workbench.ts';
import { iconOf } from '../../ui/icons.ts';
import { byCategory, matching } from '../../ui/kinds.ts';
import styles from './flow-page.module.css';

export const PALETTE_DATA = 'application/x-millrace-recipe';

interface PaletteProps {
  kinds: readonly CatalogKind[];
  /** A click adds the recipe after the selected node, or in the middle. */
  onAdd: (kind: CatalogKind) => void;
}

/** Recipes by category: search, click, or drag onto the canvas. */
export function Palette({ kinds, onAdd }: PaletteProps) {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => byCategory(matching(kinds, query)), [kinds, query]);
  return (
    <aside className={styles.palette} aria-label="Recipes">
      <div className={styles.paletteHead}>
        <TextInput
          flex={1}
          placeholder="Search recipes"
          aria-label="Search recipes"
          leftSection={<IconSearch size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Tooltip label="Hide the palette">
          <ActionIcon
            aria-label="Hide the palette"
            onClick={() => usePreferences.getState().set({ paletteOpen: false })}
          >
            <IconLayoutSidebarLeftCollapse size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.paletteList}>
        <Button
          fullWidth
          variant="default"
          leftSection={<IconUpload size={14} />}
          onClick={() => runCommand('flow.add-files')}
        >
          Add dataset
        </Button>
        {groups.map(([category, list]) => (
          <section key={category} aria-label={category}>
            <div className={styles.category}>{category}</div>
            {list.map((kind) => (
              <Entry key={kind.id} kind={kind} onAdd={onAdd} />
            ))}
          </section>
        ))}
        {groups.length === 0 && kinds.length > 0 ? <div className={styles.nothing}>No recipe matches</div> : null}
      </div>
    </aside>
  );
}

function Entry({ kind, onAdd }: { kind: CatalogKind; onAdd: (kind: CatalogKind) => void }) {
  const IconView = iconOf(kind.icon);
  return (
    <Tooltip label={kind.help} multiline w={240} position="right" openDelay={600}>
      <UnstyledButton
        className={styles.entry}
        draggable
        data-kind={kind.id}
        onDragStart={(event) => {
          event.dataTransfer.setData(PALETTE_DATA, kind.id);
          event.dataTransfer.effectAllowed = 'copy';
          useSelection.getState().set({ carried: kind.id });
        }}
        onDragEnd={() => useSelection.getState().set({ carried: null })}
        onClick={() => onAdd(kind)}
      >
        <i className={styles.entryIcon}>
          <IconView size={15} stroke={1.7} />
        </i>
        <span>{kind.label}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
