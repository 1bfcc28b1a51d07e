import type { Catalog } from '../../nodes/contract/catalog.ts';
import { keyOf, queryClient } from '../client/query-client.ts';
import type { Kinds } from './connect-rules.ts';

/** Recipe kinds by id, from the cached catalogue. */
export function catalogKinds(): Kinds {
  const catalog = queryClient.getQueryData<Partial<Catalog>>(keyOf('node.catalog', {}));
  return new Map((catalog?.recipes ?? []).map((kind) => [kind.id, kind]));
}
