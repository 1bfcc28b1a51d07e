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

/** What a window shows: the query of its address and the route in its fragment. */
export interface Place {
  /** With its `?`; empty without one. */
  search: string;
  route: string;
}

export const START: Place = { search: '', route: '/' };

/**
 * The address a window loads: the launch's token in the fragment and after it the route to show. `generation` makes the
 * address of each node start another document, so that a window which only gets a new token is really loaded again.
 */
export function pageAddress({ origin, token }: WorkbenchAddress, { search, route }: Place, generation: number): string {
  const query = new URLSearchParams(search);
  query.set('launch', String(generation));
  return `${origin}/?${query}#token=${token}&${route}`;
}

/** What a window shows now, to come back to it after the node's restart. The start when it shows no own page. */
export function currentPlace(url: string, origin: string | null): Place {
  const parsed = isOwnPage(url, origin) ? URL.parse(url) : null;
  const route = parsed?.hash.slice(1);
  return parsed && route?.startsWith('/') ? { search: parsed.search, route } : START;
}
