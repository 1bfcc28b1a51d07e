import { VisuallyHidden } from '@mantine/core';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useSelection } from '../state/selection.ts';
import { typeOf } from './graph.ts';
import { stateLooks } from './node-state.ts';
import { noteIdOf, zoneIdOf } from './zones.ts';

interface SpokenProps {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
}

/** What is selected, told to screen readers: the focus itself stays on the canvas. */
export function SpokenSelection({ project, flow }: SpokenProps) {
  const ids = useSelection((state) => state.ids);
  return <VisuallyHidden aria-live="polite">{words(project, flow, ids)}</VisuallyHidden>;
}

function words(project: Project, flow: SpokenProps['flow'], ids: readonly string[]): string {
  const [id, ...others] = ids;
  if (id === undefined) return '';
  if (others.length > 0) return `${ids.length} selected`;
  const zone = project.layout.zones?.[zoneIdOf(id) ?? ''];
  if (zone) return `Zone ${zone.name}`;
  if (noteIdOf(id)) return 'Note';
  const thing = project.recipes[id] ?? project.datasets[id] ?? project.models[id];
  return thing ? `${typeOf(project, id)} ${thing.name}: ${stateLooks[flow.get(id)?.state ?? 'ready'].label}` : '';
}
