import type { NodeData } from '../FlowNodeView.tsx';
import { sizes } from '../graph.ts';
import { shownTags } from '../NodeMarks.tsx';
import { drawIcon, type Pen } from './node-picture.ts';

const GAP = 3;
const WIDEST = 72;
const DISC = 18;

/** Draws the marks above a node – its tags, that it has notes, that its columns change – where its element has them. */
export function drawMarks(pen: Pen, data: NodeData): void {
  const { context, colours, font } = pen;
  const discs = [...(data.flow?.schemaChange ? ['small:change'] : []), ...(data.notes ? ['small:notes'] : [])];
  const { tags, more } = shownTags(data.tags);
  const texts = more > 0 ? [...tags, `+${more}`] : tags;
  if (discs.length + texts.length === 0) return;
  context.font = `10px ${font}`;
  const widths = texts.map((text) => Math.min(WIDEST, context.measureText(text).width + 14));
  const all =
    widths.reduce((sum, width) => sum + width, discs.length * DISC) + GAP * (widths.length + discs.length - 1);
  const isRecipe = data.type === 'recipe';
  let x = isRecipe ? sizes.recipe.width / 2 - all / 2 : 8;
  const middle = isRecipe ? -5 : -1;
  context.lineWidth = 1;
  for (const [at, text] of texts.entries()) {
    const width = widths[at] ?? 0;
    context.beginPath();
    context.roundRect(x, middle - 8, width, 16, 8);
    context.fillStyle = colours.surface;
    context.fill();
    context.strokeStyle = colours.border;
    context.stroke();
    context.fillStyle = colours.dim;
    context.fillText(text, x + 7, middle, width - 14);
    x += width + GAP;
  }
  for (const disc of discs) {
    context.beginPath();
    context.arc(x + DISC / 2, middle, DISC / 2, 0, 2 * Math.PI);
    context.fillStyle = colours.note;
    context.fill();
    context.strokeStyle = colours.noteEdge;
    context.stroke();
    drawIcon(pen, disc, { x: x + 3, y: middle - 6, side: 12, colour: colours.stale });
    x += DISC + GAP;
  }
}
