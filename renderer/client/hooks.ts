import { type UseQueryOptions, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { Catalog } from '../../nodes/contract/catalog.ts';
import type { RouteId, RouteReply } from '../../nodes/contract/routes/index.ts';
import { type ApiError, type CallInput, call } from './call.ts';
import { keyOf, queryClient } from './query-client.ts';
import { adopted } from './replies.ts';

type Options<T> = Pick<
  UseQueryOptions<T, ApiError>,
  'enabled' | 'staleTime' | 'placeholderData' | 'refetchInterval' | 'gcTime' | 'refetchOnWindowFocus'
>;

/** The cached answer of a reading operation; events keep it fresh. */
export function useCall<I extends RouteId>(
  id: I,
  input: CallInput<I>,
  options: Options<RouteReply<I>> = {},
): UseQueryResult<RouteReply<I>, ApiError> {
  return useQuery<RouteReply<I>, ApiError>({
    ...asked(id, input),
    ...options,
  });
}

const asked = <I extends RouteId>(id: I, input: CallInput<I>) => ({
  queryKey: keyOf(id, input),
  queryFn: async ({ signal }: { signal: AbortSignal }) => adopted(id, await call(id, input, { signal })),
});

/** Asks ahead of the component that will want the answer. */
export function askEarly<I extends RouteId>(id: I, input: CallInput<I>): void {
  void queryClient.prefetchQuery(asked(id, input));
}

/** A writing operation: `const run = useAction('quality.run'); run.mutate({params})`. */
export function useAction<I extends RouteId>(id: I) {
  return useMutation<RouteReply<I>, ApiError, CallInput<I>>({ mutationFn: (input) => call(id, input) });
}

const emptyCatalog: Catalog = {
  recipes: [],
  steps: [],
  functions: [],
  formats: [],
  connections: [],
  algorithms: [],
  rules: [],
  charts: [],
  statistics: [],
  scenarioSteps: [],
  reporters: [],
  triggers: [],
};

/** All kinds of the node; empty families until it answered. */
export function useCatalog(): Catalog {
  const { data } = useCall('node.catalog', {}, { staleTime: Number.POSITIVE_INFINITY });
  return data ? { ...emptyCatalog, ...(data as Partial<Catalog>) } : emptyCatalog;
}

export const useNodeInfo = () => useCall('node.info', {}, { staleTime: Number.POSITIVE_INFINITY }).data;
/** Whether the key at hand may start what changes data: builds, checks, scenarios. */
export function useMayRun(): boolean {
  const right = useNodeInfo()?.right;
  return right === undefined || right === 'write' || right === 'deploy' || right === 'admin';
}
export const useProject = (project: string) => useCall('projects.get', { params: { project } });
/** The states of the flow; asked anew when the window is looked at again, since files may have changed meanwhile. */
export const useFlow = (project: string) =>
  useCall('flow.get', { params: { project } }, { refetchOnWindowFocus: 'always' });
