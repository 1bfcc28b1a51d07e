import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

interface PointMenuProps {
  /** Where on the screen it opens; null: closed. */
  at: { x: number; y: number } | null;
  width?: number;
  /** It moves up as far as it must to be seen whole; else it is as high as there is room below the point. */
  whole?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point: of the right mouse button, or of something drawn on a canvas. */
export function PointMenu({ at, width = 208, whole = false, onClose, children }: PointMenuProps) {
  return (
    <Menu
      opened={at !== null}
      onChange={(open) => (open ? undefined : onClose())}
      width={width}
      {...(whole && { middlewares: { flip: false, shift: { crossAxis: true, padding: 8 } } })}
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
      <Menu.Dropdown
        mah={whole ? 'calc(100vh - 16px)' : `max(240px, calc(100vh - ${at?.y ?? 0}px - 16px))`}
        style={{ overflow: 'auto' }}
      >
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
