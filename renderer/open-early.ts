import { askEarly } from './client/hooks.ts';
import { currentPage, currentProject } from './state/current-project.ts';

/** Takes up the node's answers for the flow page (`early.ts`) before React gets to it. */
export function openEarly(): void {
  const project = currentProject();
  if (project === null || currentPage() !== 'flow') return;
  askEarly('projects.get', { params: { project } });
  askEarly('flow.get', { params: { project } });
  askEarly('node.catalog', {});
}
