const KEY = 'millrace.token';
/** Counts the starts of the node, so that the desktop shell's address of each is another one. */
const LAUNCH = 'launch';

/**
 * Takes the token out of the address (`#token=…`) into this tab's session storage and cleans the address, so that it is
 * neither bookmarked nor shared. The rest of the address stays. True when there was one.
 */
export function takeToken(): boolean {
  const match = /^#token=([^&]+)(?:&(.*))?$/.exec(window.location.hash);
  if (!match?.[1]) return false;
  storeToken(decodeURIComponent(match[1]));
  const rest = match[2] ?? '';
  const query = new URLSearchParams(window.location.search);
  query.delete(LAUNCH);
  const search = query.size > 0 ? `?${query}` : '';
  window.history.replaceState(null, '', `${window.location.pathname}${search}#${rest.startsWith('/') ? rest : '/'}`);
  return true;
}

/** An address with a new token, pasted into a tab that shows the workbench already, loads it anew. */
export function watchForTokens(): () => void {
  const onHash = () => {
    if (takeToken()) window.location.reload();
  };
  window.addEventListener('hashchange', onHash);
  return () => window.removeEventListener('hashchange', onHash);
}

export const readToken = (): string | null => window.sessionStorage.getItem(KEY);

export function storeToken(token: string): void {
  window.sessionStorage.setItem(KEY, token);
}

/** What a request is sent with. */
export function authHeaders(): Record<string, string> {
  const token = readToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}
