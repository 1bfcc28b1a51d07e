import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { KindList } from '../../ui/KindList.tsx';

interface AddCardProps {
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind) => void;
}

/** A button that opens the searchable list of all cards. */
export function AddCard({ kinds, onAdd }: AddCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button leftSection={<IconPlus size={14} />} onClick={() => setOpen(!open)}>
          Add card
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Statistics cards">
        <KindList
          kinds={kinds}
          label="Search cards"
          placeholder="Search: mean, t-test, correlation…"
          maxHeight="min(460px, 60vh)"
          onChoose={(kind) => {
            onAdd(kind);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
