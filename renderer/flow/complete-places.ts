import { AHEAD, freeShift, roomOf } from './free-place.ts';
import { type Graph, type GraphNode, sizes } from './graph.ts';
import { layOut, type Places } from './layout.ts';

/** Between what has a place and what nothing of it is connected with. */
const APART = 112;

/**
 * The given places, completed. A node without a place stands right of what it reads, else left of what reads it, level with that
 * and in free space; what is connected with no placed node gets the places of the layout, below everything. Given places stay.
 */
export function completePlaces(graph: Graph, given: Places): Places {
  const missing = graph.nodes.filter(({ id }) => !given[id]);
  if (missing.length === 0) return given;
  const ideal = layOut(graph);
  if (missing.length === graph.nodes.length) return ideal;
  const filling = new Filling(graph, given);
  const x = ({ id }: GraphNode) => ideal[id]?.x ?? 0;
  const ordered = missing.toSorted((a, b) => x(a) - x(b));
  let open = ordered;
  for (let before = -1; before !== open.length; ) {
    before = open.length;
    open = open.filter((node) => !filling.place(node, 'after'));
    open = open
      .toReversed()
      .filter((node) => !filling.place(node, 'before'))
      .toReversed();
  }
  return filling.placeBelow(open, ideal);
}

class Filling {
  private readonly types: Map<string, GraphNode['type']>;
  private readonly reads = new Map<string, string[]>();
  private readonly readBy = new Map<string, string[]>();
  private readonly places: Places;
  private readonly rooms: ReturnType<typeof roomOf>[];

  constructor({ nodes, edges }: Graph, given: Places) {
    this.types = new Map(nodes.map(({ id, type }) => [id, type]));
    for (const { source, target } of edges) {
      this.reads.set(target, [...(this.reads.get(target) ?? []), source]);
      this.readBy.set(source, [...(this.readBy.get(source) ?? []), target]);
    }
    this.places = { ...given };
    this.rooms = nodes.flatMap(({ id, type }) => (given[id] ? [roomOf(type, given[id])] : []));
  }

  /** Places a node right of what it reads, or left of what reads it; false while none of that has a place. */
  place({ id, type }: GraphNode, side: 'after' | 'before'): boolean {
    const near = (side === 'after' ? this.reads : this.readBy).get(id) ?? [];
    const boxes = near.flatMap((one) => {
      const place = this.places[one];
      return place ? [{ ...place, ...sizes[this.types.get(one) ?? 'dataset'] }] : [];
    });
    if (boxes.length === 0) return false;
    const x =
      side === 'after'
        ? Math.max(...boxes.map((box) => box.x + box.width)) + AHEAD
        : Math.min(...boxes.map((box) => box.x)) - AHEAD - sizes[type].width;
    const y = boxes.reduce((sum, box) => sum + box.y, 0) / boxes.length;
    this.put(id, type, { x, y });
    return true;
  }

  placeBelow(nodes: readonly GraphNode[], ideal: Places): Places {
    const bottom = Math.max(...Object.values(this.places).map(({ y }) => y));
    const top = Math.min(...nodes.map(({ id }) => ideal[id]?.y ?? 0));
    for (const { id } of nodes) {
      const place = ideal[id] ?? { x: 0, y: 0 };
      this.places[id] = { x: place.x, y: place.y - top + bottom + APART };
    }
    return this.places;
  }

  private put(id: string, type: GraphNode['type'], at: { x: number; y: number }): void {
    const { y } = freeShift([roomOf(type, at)], this.rooms, ['down']);
    const place = { x: Math.round(at.x), y: Math.round(at.y + y) };
    this.places[id] = place;
    this.rooms.push(roomOf(type, place));
  }
}
