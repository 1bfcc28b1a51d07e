/** True when `url` is a page of the workbench served by the Design node at `origin`. */
export function isOwnPage(url: string, origin: string | null): boolean {
  if (origin === null) return false;
  return URL.parse(url)?.origin === origin;
}

/** True for the addresses that may open outside the app: https and mailto. */
export function isOutsideLink(url: string): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'https:' || protocol === 'mailto:';
}

/**
 * The address a window shows: `path` of the workbench, the launch's token in the fragment. `generation` makes the address
 * of each node start another document, so that a window which only gets a new token is really loaded again.
 */
export function pageAddress(address: { origin: string; token: string }, path: string, generation: number): string {
  const url = new URL(path, address.origin);
  url.searchParams.set('launch', String(generation));
  url.hash = `token=${address.token}`;
  return url.href;
}

/** The path and query a window shows now, to come back to it after the node's restart. `/` when it shows no own page. */
export function currentPath(url: string, origin: string | null): string {
  const parsed = URL.parse(url);
  if (!parsed || !isOwnPage(url, origin)) return '/';
  return parsed.pathname + parsed.search;
}
