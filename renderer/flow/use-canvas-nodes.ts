import { applyNodeChanges, type Edge, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useSelection } from '../state/selection.ts';
import { formatCompact } from '../ui/format.ts';
import { completePlaces } from './complete-places.ts';
import type { Kinds } from './connect-rules.ts';
import type { CanvasNode, NodeData } from './FlowNodeView.tsx';
import { type Graph, type GraphEdge, type GraphNode, graphOf, sizes } from './graph.ts';
import { handlesOf } from './handles.ts';

const kindWord = { dataset: 'Dataset', model: 'Model', recipe: 'Recipe' } as const;

const sameData = (a: NodeData, b: NodeData): boolean =>
  a.name === b.name &&
  a.flow === b.flow &&
  a.icon === b.icon &&
  a.renaming === b.renaming &&
  a.files === b.files &&
  a.bypassed === b.bypassed &&
  a.notes === b.notes &&
  a.tags === b.tags;

interface Source {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: Kinds;
  renaming: string | null;
}

/** What a node shows. */
function dataOf({ id, type, name }: GraphNode, { project, flow, kinds, renaming }: Source): NodeData {
  const recipe = project.recipes[id];
  const thing = recipe ?? project.datasets[id] ?? project.models[id];
  const kind = recipe ? kinds.get(recipe.kind) : undefined;
  return {
    type,
    name,
    icon: kind?.icon,
    files: project.datasets[id]?.source.kind === 'files',
    kind: kind?.label ?? kindWord[type],
    flow: flow.get(id),
    renaming: renaming === id,
    bypassed: recipe?.bypassed ?? false,
    notes: thing?.notes,
    tags: thing?.tags,
  };
}

interface Wanted extends Source {
  graph: Graph;
  /** Where a node stands, given what it was. */
  placeOf: (id: string, last: CanvasNode | undefined) => { x: number; y: number };
}

/** The nodes of the graph; those that did not change stay the same objects, and with all of them the list. */
function nodesAfter(old: CanvasNode[], { graph, placeOf, ...source }: Wanted): CanvasNode[] {
  const before = new Map(old.map((node) => [node.id, node]));
  const made = graph.nodes.map((node): CanvasNode => {
    const { id, type } = node;
    const data = dataOf(node, source);
    const last = before.get(id);
    const position = placeOf(id, last);
    if (last && sameData(last.data, data) && last.position.x === position.x && last.position.y === position.y) {
      return last;
    }
    const draggable = source.renaming !== id;
    const size = sizes[type];
    return { ...last, id, type: 'flow', position, data, ...size, measured: size, handles: handlesOf[type], draggable };
  });
  return made.length === old.length && made.every((node, i) => node === old[i]) ? old : made;
}

/** Nodes and wires as React Flow wants them; nodes that did not change stay the same objects, selection and drags survive. */
export function useCanvasNodes({ project, flow, kinds, renaming }: Source) {
  const graph = useMemo(() => graphOf(project), [project]);
  const places = useMemo(() => completePlaces(graph, project.layout.nodes), [graph, project.layout]);
  const dragging = useRef(false);
  const after = useCallback(
    (old: CanvasNode[]) =>
      nodesAfter(old, {
        ...{ project, flow, kinds, renaming, graph },
        placeOf: (id, last) => (dragging.current && last ? last.position : (places[id] ?? { x: 0, y: 0 })),
      }),
    [graph, places, flow, kinds, project, renaming],
  );
  const [nodes, setNodes] = useState<CanvasNode[]>(() => after([]));
  useEffect(() => setNodes(after), [after]);

  const edges = useEdges(graph.edges, flow, project.recipes);

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    for (const change of changes) {
      if (change.type === 'position') dragging.current = change.dragging ?? false;
    }
    setNodes((old) => applyNodeChanges(changes, old));
  }, []);

  const putNodesBack = useCallback(() => {
    dragging.current = false;
    setNodes((old) => after(old.map((node) => (node.dragging ? { ...node, dragging: false } : node))));
  }, [after]);

  return { nodes, setNodes, edges, onNodesChange, putNodesBack };
}

/** Rows that a running recipe has written so far, for the wires to its outputs. */
function rowsOn(node: FlowNode | undefined): string | undefined {
  const rows = node?.state === 'running' ? node.progress?.rows : null;
  return rows ? formatCompact(rows) : undefined;
}

const rowsLook = {
  labelStyle: { fill: 'var(--mr-accent-text)', fontSize: 12, fontWeight: 500 },
  labelBgStyle: { fill: 'var(--mr-bg)' },
  labelBgPadding: [2, 1] as [number, number],
  labelBgBorderRadius: 3,
};

/** Wires as React Flow wants them; those that did not change stay the same objects. */
function useEdges(
  wires: readonly GraphEdge[],
  flow: ReadonlyMap<string, FlowNode>,
  recipes: Project['recipes'],
): Edge[] {
  const chosen = useSelection((state) => state.wires);
  const last = useRef(new Map<string, Edge>());
  return useMemo(() => {
    const selection = new Set(chosen);
    const runs = (id: string) => recipes[id] !== undefined && flow.get(id)?.state === 'running';
    const edges = wires.map(({ id, source, target }) => {
      const selected = selection.has(id);
      const animated = runs(source) || runs(target);
      const label = rowsOn(recipes[source] ? flow.get(source) : undefined);
      const before = last.current.get(id);
      if (before && before.selected === selected && before.animated === animated && before.label === label)
        return before;
      return { id, source, target, selected, animated, ...(label !== undefined && { label, ...rowsLook }) };
    });
    last.current = new Map(edges.map((edge) => [edge.id, edge]));
    return edges;
  }, [wires, flow, recipes, chosen]);
}
