import { Button, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { KindList } from '../../ui/KindList.tsx';

interface AddKindProps {
  label: string;
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind) => void;
}

/** A button that opens a searchable list of kinds. */
export function AddKind({ label, kinds, onAdd }: AddKindProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} width={360} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <KindList
          kinds={kinds}
          label="Search"
          placeholder="Search"
          maxHeight="min(440px, 40vh)"
          onChoose={(kind) => {
            onAdd(kind);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
