import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

interface PointMenuProps {
  /** Where on the screen it opens; null: closed. */
  at: { x: number; y: number } | null;
  width?: number;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point: of the right mouse button, or of something drawn on a canvas. */
export function PointMenu({ at, width = 208, onClose, children }: PointMenuProps) {
  return (
    <Menu
      opened={at !== null}
      onChange={(open) => (open ? undefined : onClose())}
      width={width}
      // A canvas keeps its keys to itself, also those pressed before the menu has the focus.
      clickOutsideCapture
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          style={{
            all: 'unset',
            position: 'fixed',
            left: at?.x ?? 0,
            top: at?.y ?? 0,
            width: 1,
            height: 1,
            pointerEvents: 'none',
          }}
        />
      </Menu.Target>
      <Menu.Dropdown mah={`max(240px, calc(100vh - ${at?.y ?? 0}px - 16px))`} style={{ overflow: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
