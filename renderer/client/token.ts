const KEY = 'millrace.token';

/**
 * Takes the token out of the address (`#token=…`) into this tab's session storage and cleans the address,
 * so that it is neither bookmarked nor shared.
 */
export function takeToken(): void {
  const match = /^#token=([^&]+)(?:&(.*))?$/.exec(window.location.hash);
  if (!match?.[1]) return;
  storeToken(decodeURIComponent(match[1]));
  const rest = match[2] ?? '';
  window.history.replaceState(null, '', `${window.location.pathname}#${rest.startsWith('/') ? rest : '/'}`);
}

export const readToken = (): string | null => window.sessionStorage.getItem(KEY);

export function storeToken(token: string): void {
  window.sessionStorage.setItem(KEY, token);
}
