import type { HandlersOf } from '../server/bind-routes.ts';
import type { NodeBase } from '../services/nodes/node-base.ts';
import type { FirstSample } from '../services/projects/first-sample.ts';

/** How the sample project of a first start comes along, and what to do when it did not. */
export function sampleHandlers(
  base: NodeBase,
  sample: FirstSample,
): HandlersOf<'sample.get' | 'sample.prepare' | 'sample.dismiss'> {
  return {
    'sample.get': () => sample.state(),
    'sample.prepare': (context) =>
      base.mutate(context, {
        right: 'write',
        action: 'sample.prepare',
        target: 'sample',
        change: async () => sample.retry(),
      }),
    'sample.dismiss': (context) =>
      base.mutate(context, {
        right: 'write',
        action: 'sample.dismiss',
        target: 'sample',
        change: () => sample.dismiss(),
      }),
  };
}
