import { focusManager, QueryClient, type QueryKey } from '@tanstack/react-query';
import type { RouteId } from '../../nodes/contract/routes/index.ts';
import { ApiError, type CallInput } from './call.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof ApiError && error.code === 'UNREACHABLE' && count < 3,
    },
  },
});

/** Asks anew what may have changed when the window is looked at again: one behind another is not hidden, but it is not looked at either. */
export function watchFocus(): void {
  focusManager.setEventListener((handle) => {
    const listen = () => handle();
    window.addEventListener('visibilitychange', listen);
    window.addEventListener('focus', listen);
    return () => {
      window.removeEventListener('visibilitychange', listen);
      window.removeEventListener('focus', listen);
    };
  });
}

/** Calls `run` when the window is looked at again; what it returns ends that. */
export const onFocus = (run: () => void): (() => void) => focusManager.subscribe((focused) => focused && run());

export const keyOf = <I extends RouteId>(id: I, input: CallInput<I>): QueryKey => [id, input];

/** What a cached answer was asked with. */
interface Asked {
  params?: Record<string, string>;
  body?: unknown;
}

/** Marks every cached answer of these routes as old; what is on screen is fetched again. `params` and `isMeant` narrow it. */
export function invalidate(
  ids: readonly RouteId[],
  params: Record<string, string> = {},
  isMeant: (asked: Asked) => boolean = () => true,
): void {
  const wanted = new Set<unknown>(ids);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [id, input] }) => {
      if (!wanted.has(id)) return false;
      const asked = (input as Asked | undefined) ?? {};
      return Object.entries(params).every(([key, value]) => asked.params?.[key] === value) && isMeant(asked);
    },
  });
}
