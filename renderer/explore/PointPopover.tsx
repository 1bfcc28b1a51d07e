import { Popover } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PointPopoverProps {
  /** Where on the screen it opens; null: closed. */
  at: { x: number; y: number } | null;
  width?: number;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A small window at a point of something that is drawn on a canvas. */
export function PointPopover({ at, width = 300, label, onClose, children }: PointPopoverProps) {
  // Escape is for it also before the focus has come into it.
  const onKey = (event: KeyboardEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest('[role=dialog], [role=menu]') !== null;
    if (at === null || event.key !== 'Escape' || isElsewhere) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  useWindowEvent('keydown', onKey, { capture: true });
  return (
    <Popover
      opened={at !== null}
      onChange={(open) => (open ? undefined : onClose())}
      width={width}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      closeOnEscape
    >
      <Popover.Target>
        <span
          aria-hidden
          style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1, pointerEvents: 'none' }}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={label} role="dialog" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
