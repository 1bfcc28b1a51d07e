/** What floats over a page and takes the focus. */
const FLOATING = '[role="dialog"], [role="menu"]';
const REMEMBERED = 12;

/**
 * Gives the focus back when a dialog or a menu that had it is taken out of the page: to what had it before, in the dialog below
 * if there is one. The kit does so for what it closes itself; dialogs that are drawn only while they are open just vanish.
 */
export function returnFocus(): () => void {
  let before: HTMLElement[] = [];
  let isFloating = false;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    isFloating = target.closest(FLOATING) !== null;
    before = [...before.filter((one) => one !== target), target].slice(-REMEMBERED);
  };
  const giveBack = () => {
    if (document.activeElement !== document.body) return;
    const dialog = [...document.querySelectorAll('[aria-modal="true"]')].at(-1);
    before = before.filter((one) => one.isConnected);
    before
      .findLast((one) => one.checkVisibility() && (!dialog || dialog.contains(one)))
      ?.focus({ preventScroll: true });
  };
  const onRemoved = () => {
    if (!isFloating || document.activeElement !== document.body) return;
    isFloating = false;
    // Not within the key that closed it: that key would press the button which gets the focus.
    window.setTimeout(giveBack);
  };
  const observer = new MutationObserver(onRemoved);
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}
