import { useEffect } from 'react';

/** Dialogs, menus, lists of choices and what else lies over the page. */
const FLOATING = '[role="dialog"], [role="menu"], [data-portal]';
/** Parts within which the focus stays when what had it goes. */
const PART = '[role="dialog"], [data-dock], aside, nav, header, main';
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"], [contenteditable="true"]';
const REMEMBERED = 12;

const within = (part: Element): HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0 && element.tabIndex >= 0,
  );

interface Held {
  element: HTMLElement;
  part: Element | null;
  /** Which of the part's fields and buttons it is; none when a mouse put the focus there. */
  place: number;
  /** The address of the page. */
  page: string;
}

interface Before {
  element: HTMLElement;
  /** It was in a dialog, a menu or a list of choices. */
  isFloating: boolean;
}

const pageNow = (): string => window.location.hash.split('?')[0] ?? '';

/**
 * What had the focus before what floated over it, and can take it again: in the uppermost dialog, if one is open. The canvas when
 * the page that it was on has been left.
 */
function homeAmong(before: readonly Before[]): HTMLElement | null {
  const dialog = [...document.querySelectorAll('[aria-modal="true"]')].at(-1);
  for (const { element, isFloating } of before.toReversed()) {
    const isThere = element.isConnected && element.checkVisibility();
    if (isThere && (dialog === undefined || dialog.contains(element))) return element;
    if (!isFloating && !isThere) break;
  }
  return document.querySelector<HTMLElement>('[data-scope="canvas"]');
}

/**
 * Gives the focus back when what had it is taken away. A button that vanishes by being pressed leaves it to what stands in its
 * place, for those who go on by keys (`data-keys` on the page while they do); a dialog or menu that closes, to what had it before;
 * else the canvas takes it. The kit does so for what it closes itself; dialogs that are drawn only while they are open just vanish.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Held | null = null;
    let before: Before[] = [];
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const part = target.closest(PART);
      const byKeys = part !== null && target.matches(':focus-visible');
      last = { element: target, part, place: byKeys ? within(part).indexOf(target) : -1, page: pageNow() };
      const isFloating = target.closest(FLOATING) !== null;
      before = [...before.filter(({ element }) => element !== target), { element: target, isFloating }].slice(
        -REMEMBERED,
      );
    };
    const isLost = () => last !== null && !last.element.isConnected && document.activeElement === document.body;
    const giveBack = () => {
      if (!last || !isLost()) return;
      const { part, place, page } = last;
      const near = part?.isConnected && place >= 0 && page === pageNow() ? within(part) : [];
      (near[Math.min(place, near.length - 1)] ?? homeAmong(before))?.focus({ preventScroll: near.length === 0 });
    };
    const observer = new MutationObserver(() => {
      // After whoever took it away has had the chance to put the focus elsewhere.
      if (isLost()) window.setTimeout(giveBack);
    });
    const byKeys = ({ type }: Event) => document.documentElement.toggleAttribute('data-keys', type === 'keydown');
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('keydown', byKeys, true);
    document.addEventListener('pointerdown', byKeys, true);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('keydown', byKeys, true);
      document.removeEventListener('pointerdown', byKeys, true);
    };
  }, []);
}
