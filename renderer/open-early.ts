import { askEarly } from './client/hooks.ts';
import { currentPage, currentProject } from './state/current-project.ts';

/** Starts what the flow page will need before React gets to it: its code and the node's answers (`early.ts`), side by side. */
export function openEarly(): void {
  const project = currentProject();
  if (project === null || currentPage() !== 'flow') return;
  void import('./features/flow/FlowPage.tsx');
  askEarly('projects.get', { params: { project } });
  askEarly('flow.get', { params: { project } });
  askEarly('node.catalog', {});
}
