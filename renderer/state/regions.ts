/** The parts of the page that F6 goes through: bars, lists, the canvas, panes. Of nested ones the inner. */
const REGIONS = [
  '[data-app-state] > header',
  'nav',
  'aside',
  '[data-scope="canvas"]',
  '[data-dock]',
  '[data-region]',
  'main',
].join(', ');
const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex="0"], [contenteditable="true"]';

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

function regions(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter(isShown);
  return all.filter((region) => !all.some((other) => other !== region && region.contains(other)));
}

const last = new WeakMap<Element, HTMLElement>();

/** Where the focus goes in a region: where it was, else to the region itself or the first thing in it. */
function entryOf(region: HTMLElement): HTMLElement | null {
  const known = last.get(region);
  if (known?.isConnected && isShown(known)) return known;
  if (region.tabIndex >= 0) return region;
  const field = region.querySelector<HTMLElement>(`[data-settings] :is(${FOCUSABLE})`);
  return field ?? [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown) ?? null;
}

/** Puts the focus into the next (or, with -1, the previous) part of the page. */
export function goToRegion(by: 1 | -1): void {
  const all = regions();
  const active = document.activeElement;
  const now = all.findIndex((region) => region.contains(active));
  const from = all[now];
  if (from && active instanceof HTMLElement) last.set(from, active);
  for (let step = 1; step <= all.length; step += 1) {
    const at = now < 0 ? (by > 0 ? step - 1 : all.length - step) : (now + by * step + all.length * step) % all.length;
    const entry = all[at] ? entryOf(all[at]) : null;
    if (!entry) continue;
    entry.focus();
    return;
  }
}
