import { fail } from '../../contract/errors/index.ts';
import type { Service } from '../../contract/project/index.ts';
import type { PackedArchive } from '../../engine/bundles/pack.ts';
import type { Workspace } from '../workspace/types.ts';
import type { PackLabel } from './pack-project.ts';

/** Packs an API service with all its endpoints need to answer alone. */
export async function packService(
  _workspace: Workspace,
  { service }: PackLabel & { service: Service },
  _outFile: string,
): Promise<PackedArchive> {
  throw fail('NOT_FOUND', { kind: 'endpoint kind', id: service.endpoints[0]?.kind ?? 'none', suggestion: '' });
}
