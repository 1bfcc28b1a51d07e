import type { Project } from '../../nodes/contract/project/index.ts';

export type NodeType = 'dataset' | 'recipe' | 'model';

/** Boxes on the canvas, in flow units. A recipe's name hangs below its circle. */
export const sizes: Record<NodeType, { width: number; height: number }> = {
  dataset: { width: 176, height: 56 },
  recipe: { width: 56, height: 56 },
  model: { width: 176, height: 56 },
};

export interface GraphNode {
  id: string;
  type: NodeType;
  name: string;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** Role of the recipe at its recipe end. */
  role: string;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export function typeOf(project: Project, id: string): NodeType | null {
  if (project.recipes[id]) return 'recipe';
  if (project.datasets[id]) return 'dataset';
  return project.models[id] ? 'model' : null;
}

/** Every id that a new node must not take. */
export const takenIds = (project: Project): Set<string> =>
  new Set([...Object.keys(project.datasets), ...Object.keys(project.recipes), ...Object.keys(project.models)]);

const graphs = new WeakMap<Project['recipes'], { project: Project; graph: Graph }>();

/**
 * The canvas's nodes and wires; the same object while recipes, datasets and models stay as they are. Wires to things that
 * are not there are left out.
 */
export function graphOf(project: Project): Graph {
  const known = graphs.get(project.recipes);
  if (known?.project.datasets === project.datasets && known.project.models === project.models) return known.graph;
  const graph = readGraph(project);
  graphs.set(project.recipes, { project, graph });
  return graph;
}

function readGraph(project: Project): Graph {
  const nodes: GraphNode[] = [
    ...Object.values(project.datasets).map(({ id, name }) => ({ id, name, type: 'dataset' as const })),
    ...Object.values(project.recipes).map(({ id, name }) => ({ id, name, type: 'recipe' as const })),
    ...Object.values(project.models).map(({ id, name }) => ({ id, name, type: 'model' as const })),
  ];
  const known = new Set(nodes.map(({ id }) => id));
  const edges: GraphEdge[] = [];
  const wire = (source: string, target: string, role: string) => {
    if (known.has(source) && known.has(target)) edges.push({ id: `${source}→${target}`, source, target, role });
  };
  for (const recipe of Object.values(project.recipes)) {
    for (const [role, ids] of Object.entries(recipe.inputs)) for (const id of ids) wire(id, recipe.id, role);
    for (const [role, ids] of Object.entries(recipe.outputs)) for (const id of ids) wire(recipe.id, id, role);
  }
  return { nodes, edges };
}

/** The wires of a graph from either end; made once. */
interface Ways {
  down: ReadonlyMap<string, readonly string[]>;
  up: ReadonlyMap<string, readonly string[]>;
}
const ways = new WeakMap<Graph, Ways>();

function waysOf(graph: Graph): Ways {
  const known = ways.get(graph);
  if (known) return known;
  const [down, up] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const add = (map: Map<string, string[]>, at: string, to: string) => {
    const list = map.get(at);
    if (list) list.push(to);
    else map.set(at, [to]);
  };
  for (const { source, target } of graph.edges) {
    add(down, source, target);
    add(up, target, source);
  }
  ways.set(graph, { down, up });
  return { down, up };
}

/** What wires into `id` come from: of a dataset or model the recipes that write it. */
export const sourcesOf = (graph: Graph, id: string): readonly string[] => waysOf(graph).up.get(id) ?? [];

/** Ids reached from `from` along the wires, without `from` itself. */
export function reach(graph: Graph, from: readonly string[], direction: 'up' | 'down'): Set<string> {
  const next = waysOf(graph)[direction];
  const seen = new Set<string>();
  const start = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next.get(id) ?? []) {
      if (seen.has(to) || start.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

/** The last question of `leadsTo`: whoever asks for many nodes keeps one end. */
interface Asked {
  from: string;
  down: ReadonlySet<string>;
  to: string;
  up?: ReadonlySet<string>;
}
const asked = new WeakMap<Graph, Asked>();

/** Whether `to` depends on `from`. */
export function leadsTo(graph: Graph, from: string, to: string): boolean {
  const last = asked.get(graph);
  if (last?.from === from) return last.down.has(to);
  if (last?.to === to) {
    last.up ??= reach(graph, [to], 'up');
    return last.up.has(from);
  }
  const down = reach(graph, [from], 'down');
  asked.set(graph, { from, down, to });
  return down.has(to);
}
