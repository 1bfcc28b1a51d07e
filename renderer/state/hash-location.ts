import { useSyncExternalStore } from 'react';

/**
 * The address within the page, all of it behind the `#`: path and query travel together, so that leaving a page leaves its query
 * behind, and a link copied from the bar opens the same view.
 */
const parts = (): [path: string, query: string] => {
  const [path = '', query = ''] = window.location.hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  return [`/${path}`, query];
};

const listeners = new Set<() => void>();

/**
 * One listener of the browser for all: between two of its own it lets React draw, and a part of a page that is left would see
 * the new address before the page does, and lead back.
 */
function tellAll(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(onChange: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', tellAll);
  listeners.add(onChange);
  return () => {
    listeners.delete(onChange);
    if (listeners.size === 0) window.removeEventListener('hashchange', tellAll);
  };
}

/** Goes to a path with its query; listeners of the address are told as after a click on a link. */
export function navigate(
  to: string,
  { state = null, replace = false }: { state?: unknown; replace?: boolean } = {},
): void {
  const oldURL = window.location.href;
  const url = new URL(oldURL);
  url.hash = `/${to.replace(/^#?\/?/, '')}`;
  window.history[replace ? 'replaceState' : 'pushState'](state, '', url);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: url.href }));
}

const pathNow = () => parts()[0];
const queryNow = () => parts()[1];

export const useHashSearch = (): string => useSyncExternalStore(subscribe, queryNow, queryNow);

/** The location hook of the router. */
export const useHashLocation = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, pathNow, pathNow), navigate],
  { hrefs: (href: string) => `#${href}`, searchHook: useHashSearch },
);
