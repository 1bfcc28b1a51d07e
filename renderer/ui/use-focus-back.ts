import { useEffect, useRef } from 'react';

const floating = '[data-menu-dropdown], [role="dialog"]';

/**
 * Gives the focus back when what floats over a page has closed: to what had it before, or by `home` when that is gone. Where the
 * focus has moved on by itself it stays.
 */
export function useFocusBack(isOpen: boolean, home: () => void): void {
  const before = useRef<Element | null>(null);
  const goHome = useRef(home);
  goHome.current = home;
  useEffect(() => {
    if (isOpen) {
      before.current = document.activeElement;
      return;
    }
    const last = before.current;
    if (!last) return;
    const back = window.setTimeout(() => {
      const now = document.activeElement;
      if (now && now !== document.body && !now.closest(floating)) return;
      const isLeft = last instanceof HTMLElement && last.isConnected && last !== document.body;
      if (isLeft && !last.closest(floating)) last.focus({ preventScroll: true });
      else goHome.current();
    });
    return () => window.clearTimeout(back);
  }, [isOpen]);
}
