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

/** Where the workbench is served, and the token of this launch. */
export interface WorkbenchAddress {
  origin: string;
  token: string;
}

/**
 * The address a window loads: the launch's token in the fragment and after it the `route` to show. `generation` makes the
 * address of each node start another document, so that a window which only gets a new token is really loaded again.
 */
export function pageAddress({ origin, token }: WorkbenchAddress, route: string, generation: number): string {
  return `${origin}/?launch=${generation}#token=${token}&${route}`;
}

/** The route a window shows now, to come back to it after the node's restart. `/` when it shows no own page. */
export function currentRoute(url: string, origin: string | null): string {
  const route = isOwnPage(url, origin) ? URL.parse(url)?.hash.slice(1) : undefined;
  return route?.startsWith('/') ? route : '/';
}
