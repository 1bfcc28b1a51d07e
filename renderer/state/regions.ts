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

/**
 * Where a person goes on working in the pane of a node: the first field of its settings, not the list of inputs above it, unless
 * an input is all that there is to choose.
 */
export function firstField(pane: ParentNode): HTMLElement | null {
  const fields = [...pane.querySelectorAll<HTMLElement>(`[data-dock-body] :is(${FOCUSABLE})`)].filter(isShown);
  const isPort = (field: Element) => field.closest('[data-ports]') !== null;
  const settings = fields.filter((field) => field.closest('[data-settings]') && !isPort(field));
  const missing = fields.filter((field) => isPort(field) && field.hasAttribute('aria-haspopup'));
  return settings[0] ?? missing[0] ?? fields.find((field) => !isPort(field)) ?? null;
}

const last = new WeakMap<Element, HTMLElement>();

/** Where the focus goes in a region: where it was, else to the region itself or the first thing in it. */
function entryOf(region: HTMLElement): HTMLElement | null {
  const known = last.get(region);
  if (known?.isConnected && isShown(known)) return known;
  if (region.tabIndex >= 0) return region;
  return firstField(region) ?? [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown) ?? null;
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
