import { fail } from '../contract/errors/index.ts';
import { temporaryName } from '../platform/atomic-write.ts';
import { removePath } from '../platform/files.ts';
import type { HandlersOf } from '../server/bind-routes.ts';
import type { RequestContext } from '../services/context.ts';
import type { Registry } from '../services/deploy/registry.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import { type PackLabel, packProject } from '../services/packing/pack-project.ts';
import { packService } from '../services/packing/pack-service.ts';
import type { DesignProjects } from '../services/projects/design-projects.ts';

interface PackRequest {
  action: string;
  kind: 'project-bundle' | 'api-service';
  id: string;
  body: { version?: string | undefined; notes: string };
  pack: (label: PackLabel, file: string) => Promise<unknown>;
}

/** Making archives of a project and its services, straight into the registry of this node's Deployer. */
export function packHandlers(
  base: NodeBase,
  { projects, registry }: { projects: DesignProjects; registry: Registry },
): HandlersOf<'bundles.create' | 'services.create'> {
  const make = (context: RequestContext, { action, kind, id, body, pack }: PackRequest) =>
    base.mutate(context, {
      right: 'write',
      action,
      target: `${kind}/${id}`,
      change: async () => {
        const version = body.version || registry.nextVersion({ kind, id });
        const file = temporaryName(`${base.uploadFolder}/${id}.millrace`);
        const label = { version, notes: body.notes, author: context.caller.name, sign: base.signingKey };
        try {
          await pack({ ...label, signal: context.signal }, file);
          if (context.signal.aborted) throw fail('ABORTED');
          return await registry.publish(file);
        } finally {
          await removePath(file);
        }
      },
      events: (published) => [{ type: 'items', item: published.id }],
    });
  return {
    'bundles.create': async (context, { params: { project: id }, body }) => {
      const { workspace } = await projects.get(id);
      const pack: PackRequest['pack'] = (label, file) =>
        packProject(workspace, { ...label, acceptFailedTests: body.acceptFailedTests }, file);
      return make(context, { action: 'bundles.create', kind: 'project-bundle', id, body, pack });
    },
    'services.create': async (context, { params: { project, service }, body }) => {
      const { workspace } = await projects.get(project);
      const found = workspace.project.services[service];
      if (!found) throw fail('NOT_FOUND', { kind: 'API service', id: service, suggestion: '' });
      const pack: PackRequest['pack'] = (label, file) => packService(workspace, { ...label, service: found }, file);
      return make(context, { action: 'services.create', kind: 'api-service', id: service, body, pack });
    },
  };
}
