import type { Archives } from '../../services/archives/archives.ts';
import type { NodeBase } from '../../services/nodes/node-base.ts';
import type { HandlersOf } from '../bind-routes.ts';

type ArchiveRoutes = 'archives.upload' | 'archives.list' | 'archives.preload' | 'archives.activate' | 'archives.delete';

/** What nodes that are deployed to offer a Deployer. */
export function archiveHandlers(base: NodeBase, archives: Archives): HandlersOf<ArchiveRoutes> {
  const changed = (item: string) => [{ type: 'items' as const, item }];
  return {
    'archives.upload': (context, { upload }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'archives.upload',
        target: `archives/${upload.sha256}`,
        change: () => archives.upload(upload.path),
        events: ({ id }) => changed(id),
      }),
    'archives.list': () => archives.list(),
    'archives.preload': (context, { params: { item, version }, body }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'archives.preload',
        target: `items/${item}/${version}`,
        change: () => archives.preload(item, version, body),
        events: () => changed(item),
      }),
    'archives.activate': (context, { params: { item, version }, body }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'archives.activate',
        target: `items/${item}/${version}`,
        change: () => archives.activate(item, version, body),
        events: () => changed(item),
      }),
    'archives.delete': (context, { params: { item, version } }) =>
      base.mutate(context, {
        right: 'deploy',
        action: 'archives.delete',
        target: `items/${item}/${version}`,
        change: async () => {
          await archives.remove(item, version);
          return { ok: true as const };
        },
        events: () => changed(item),
      }),
  };
}
