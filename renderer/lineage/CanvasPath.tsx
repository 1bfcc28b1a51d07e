import { useMemo } from 'react';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useProject } from '../client/hooks.ts';
import { pathOf } from './stops.ts';
import { useAskedLineage } from './use-asked-lineage.ts';

const nodeOf = (id: string) => `[data-scope="canvas"] .react-flow__node[data-id="${id}"]`;
const wireOf = (id: string) => `[data-scope="canvas"] .react-flow__edge[data-id="${id}"]`;

const paints = ['dataset', 'recipe', 'model', 'done', 'stale', 'failed'];

/** What is not on the path: an outline, still legible. */
const ghost = [
  'filter: grayscale(1);',
  'color: var(--mr-faint);',
  '--mr-text: var(--mr-faint);',
  '--mr-surface: var(--mr-bg);',
  ...paints.flatMap((name) => [`--mr-${name}: var(--mr-faint);`, `--mr-${name}-soft: var(--mr-bg);`]),
].join(' ');

/** Shows the path of the lineage on the canvas: everything else fades. A style sheet, so that no node is drawn anew. */
export function CanvasPath({ projectId }: { projectId: string }) {
  const project = useProject(projectId).data?.project;
  const { asked, withRows, lineage } = useAskedLineage(projectId);
  const css = useMemo(
    () => (asked && lineage.data && project ? styleOf(pathOf(lineage.data, withRows), project, asked.node) : null),
    [asked, lineage.data, project, withRows],
  );
  return css ? <style>{css}</style> : null;
}

function styleOf(path: ReadonlySet<string>, project: Project, origin: string): string {
  const wires = Object.values(project.recipes)
    .filter(({ id }) => path.has(id))
    .flatMap(({ id, inputs, outputs }) => [
      ...Object.values(inputs)
        .flat()
        .filter((input) => path.has(input))
        .map((input) => `${input}→${id}`),
      ...Object.values(outputs)
        .flat()
        .filter((output) => path.has(output))
        .map((output) => `${id}→${output}`),
    ]);
  const rules = [
    `[data-scope="canvas"] .react-flow__node:not(${[...path].map((id) => `[data-id="${id}"]`).join(',')}) { ${ghost} }`,
    // On the tinted ground of a note the faint ink could not be read.
    '[data-scope="canvas"] .react-flow__node.react-flow__node-note { color: var(--mr-dim); --mr-text: var(--mr-dim); }',
    '[data-scope="canvas"] .react-flow__edge { opacity: 0.25; }',
    `${nodeOf(origin)} [data-node] { border-radius: 10px; outline: 2px solid var(--mr-accent); outline-offset: 4px; }`,
  ];
  if (wires.length > 0) {
    rules.push(`${wires.map(wireOf).join(',')} { opacity: 1; }`);
    rules.push(
      `${wires.map((id) => `${wireOf(id)} .react-flow__edge-path`).join(',')} { stroke: var(--mr-accent); stroke-width: 2.5; }`,
    );
  }
  return rules.join('\n');
}
