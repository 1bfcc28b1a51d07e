/** A node of the layout with the room it needs. */
export interface Box {
  id: string;
  width: number;
  height: number;
}

interface Gaps {
  /** Between neighbours in a layer. */
  node: number;
  /** Between layers. */
  layer: number;
  margin: number;
}

const ORDER_SWEEPS = 8;
const PLACE_SWEEPS = 8;

/** Neighbours by index, both ways. Wires to unknown nodes and to oneself are left out. */
function neighbours(boxes: readonly Box[], wires: readonly { source: string; target: string }[]) {
  const index = new Map(boxes.map(({ id }, at) => [id, at]));
  const before: number[][] = boxes.map(() => []);
  const after: number[][] = boxes.map(() => []);
  for (const { source, target } of wires) {
    const [from, to] = [index.get(source), index.get(target)];
    if (from === undefined || to === undefined || from === to) continue;
    after[from]?.push(to);
    before[to]?.push(from);
  }
  return { before, after };
}

/** Longest way from a node without inputs; such nodes stand right before the first that reads them. What lies on a loop comes last. */
function layersOf(before: readonly number[][], after: readonly number[][]): number[] {
  const rank = before.map(() => 0);
  const open = before.map((list) => list.length);
  const queue = open.flatMap((count, at) => (count === 0 ? [at] : []));
  for (let next = 0; next < queue.length; next += 1) {
    const at = queue[next] ?? 0;
    for (const to of after[at] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[at] ?? 0) + 1);
      open[to] = (open[to] ?? 0) - 1;
      if (open[to] === 0) queue.push(to);
    }
  }
  for (const [at, readers] of after.entries()) {
    if (before[at]?.length === 0 && readers.length > 0)
      rank[at] = Math.max(0, Math.min(...readers.map((to) => rank[to] ?? 0)) - 1);
  }
  return rank;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Orders every layer by the mean place of its neighbours in the layers before, then after, several times. */
function orderLayers(layers: number[][], before: readonly number[][], after: readonly number[][]): void {
  const place = new Float64Array(before.length);
  const number = (layer: readonly number[]) => {
    for (const [at, node] of layer.entries()) place[node] = at / layer.length;
  };
  for (const layer of layers) number(layer);
  for (let sweep = 0; sweep < ORDER_SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const sides = isDown ? before : after;
    for (const layer of isDown ? layers : layers.toReversed()) {
      const weight = new Map(
        layer.map((node) => {
          const near = sides[node] ?? [];
          return [node, near.length > 0 ? mean(near.map((one) => place[one] ?? 0)) : (place[node] ?? 0)];
        }),
      );
      layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0) || a - b);
      number(layer);
    }
  }
}

/** Tops that keep the order and the gaps and are as near as may be to the wanted ones. */
function settle(
  layer: readonly number[],
  wanted: Float64Array,
  { boxes, gap }: { boxes: readonly Box[]; gap: number },
) {
  // Neighbours that would overlap become one block, which stands where its members wish on average.
  const blocks: { wish: number; count: number; height: number; members: number[] }[] = [];
  for (const node of layer) {
    const height = (boxes[node]?.height ?? 0) + gap;
    let block = { wish: wanted[node] ?? 0, count: 1, height, members: [node] };
    for (let last = blocks.at(-1); last && last.wish + last.height > block.wish; last = blocks.at(-1)) {
      blocks.pop();
      const count = last.count + block.count;
      const wish = (last.wish * last.count + (block.wish - last.height) * block.count) / count;
      block = { wish, count, height: last.height + block.height, members: [...last.members, ...block.members] };
    }
    blocks.push(block);
  }
  for (const { wish, members } of blocks) {
    let top = wish;
    for (const node of members) {
      wanted[node] = top;
      top += (boxes[node]?.height ?? 0) + gap;
    }
  }
}

/** Tops of all nodes: each as near to the middle of its neighbours as its layer allows. */
function placeLayers(layers: readonly number[][], boxes: readonly Box[], around: { near: number[][][]; gap: number }) {
  const top = new Float64Array(boxes.length);
  const middle = (node: number) => (top[node] ?? 0) + (boxes[node]?.height ?? 0) / 2;
  for (const layer of layers) settle(layer, top, { boxes, gap: around.gap });
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const sides = around.near[isDown ? 0 : 1] ?? [];
    for (const layer of isDown ? layers : layers.toReversed()) {
      for (const node of layer) {
        const near = sides[node] ?? [];
        if (near.length > 0) top[node] = mean(near.map(middle)) - (boxes[node]?.height ?? 0) / 2;
      }
      settle(layer, top, { boxes, gap: around.gap });
    }
  }
  return top;
}

/**
 * Middles of all nodes, layer by layer from left to right, after Sugiyama: longest-path layers, barycentre order, neighbours
 * aligned. Long wires get no room of their own, which keeps it linear: for flows that are too large for a fuller layout.
 */
export function layeredLayout(
  boxes: readonly Box[],
  wires: readonly { source: string; target: string }[],
  gaps: Gaps,
): Map<string, { x: number; y: number }> {
  const { before, after } = neighbours(boxes, wires);
  const rank = layersOf(before, after);
  const layers: number[][] = Array.from({ length: Math.max(0, ...rank) + 1 }, () => []);
  for (const [at, layer] of rank.entries()) layers[layer]?.push(at);
  orderLayers(layers, before, after);
  const top = placeLayers(layers, boxes, { near: [before, after], gap: gaps.node });
  const highest = top.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const places = new Map<string, { x: number; y: number }>();
  let left = gaps.margin;
  for (const layer of layers) {
    const width = Math.max(0, ...layer.map((node) => boxes[node]?.width ?? 0));
    for (const node of layer) {
      const box = boxes[node];
      if (box)
        places.set(box.id, { x: left + width / 2, y: (top[node] ?? 0) - highest + gaps.margin + box.height / 2 });
    }
    left += width + gaps.layer;
  }
  return places;
}
