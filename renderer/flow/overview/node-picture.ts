import type { NodeData } from '../FlowNodeView.tsx';
import { sizes } from '../graph.ts';
import { stateLooks } from '../node-state.ts';
import { metaWords, tellsState } from '../node-words.ts';
import type { Colours } from './colours.ts';
import { fitWords } from './fit-words.ts';
import type { Pictures } from './IconSheet.tsx';
import { drawMarks } from './marks-picture.ts';

/** What nodes are drawn with. */
export interface Pen {
  context: CanvasRenderingContext2D;
  colours: Colours;
  pictures: Pictures;
  font: string;
}

/** Drawing nodes as they look: with `far` their names alone, larger, as the elements do from some distance. */
export interface Picturing extends Pen {
  far: boolean;
}

interface Line {
  text: string;
  font: string;
  width: number;
  lines: number;
}

const fitted = new Map<string, string[]>();
const MOST_KNOWN = 20_000;

/** The lines of a text; measuring is dear, so they are remembered. */
function linesOf({ context }: Pen, { text, font, width, lines }: Line): string[] {
  const key = `${font} ${width} ${lines} ${text}`;
  const known = fitted.get(key);
  if (known) return known;
  if (fitted.size > MOST_KNOWN) fitted.clear();
  context.font = font;
  const made = fitWords(text, { width, lines, measure: (part) => context.measureText(part).width });
  fitted.set(key, made);
  return made;
}

interface Block extends Line {
  x: number;
  /** Middle of the block. */
  y: number;
  height: number;
  colour: string;
}

function drawLines(pen: Pen, block: Block): void {
  const { context } = pen;
  const lines = linesOf(pen, block);
  context.font = block.font;
  context.fillStyle = block.colour;
  const top = block.y - ((lines.length - 1) * block.height) / 2;
  for (const [at, line] of lines.entries()) context.fillText(line, block.x, top + at * block.height);
}

export function drawIcon(
  { context, pictures }: Pen,
  name: string,
  at: { x: number; y: number; side: number; colour: string },
) {
  const picture = pictures(name, at.colour);
  if (picture) context.drawImage(picture, at.x, at.y, at.side, at.side);
}

function disc({ context }: Pen, { x, y, radius }: { x: number; y: number; radius: number }): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

const edge = ({ colours }: Pen, { flow }: NodeData, usual: string): string =>
  flow?.state === 'failed' ? colours.failed : flow?.state === 'running' ? colours.accent : usual;

/** Fills and strokes the current path as the border of a node. */
function outline(
  { context, colours }: Pen,
  look: { fill: string; stroke: string; dashed: boolean; selected: boolean },
) {
  context.fillStyle = look.fill;
  context.fill();
  if (look.selected) {
    context.globalAlpha = 0.24;
    context.lineWidth = 7;
    context.strokeStyle = colours.accent;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.lineWidth = 1.25;
  context.strokeStyle = look.selected ? colours.accent : look.stroke;
  if (look.dashed) context.setLineDash([3, 3]);
  context.stroke();
  if (look.dashed) context.setLineDash([]);
}

function drawCard(pen: Picturing, data: NodeData, selected: boolean): void {
  const { context, colours, far, font } = pen;
  const { width, height } = sizes[data.type];
  const isModel = data.type === 'model';
  const { tone } = stateLooks[data.flow?.state ?? 'ready'];
  const stroke = edge(pen, data, colours.border);
  context.beginPath();
  context.roundRect(0.5, 0.5, width - 1, height - 1, isModel ? height / 2 : 8);
  outline(pen, { fill: colours.raised, stroke, dashed: data.flow?.state === 'not-configured', selected });
  if (!far) {
    context.beginPath();
    context.roundRect(9, 8, 40, 40, isModel ? 20 : 6);
    context.fillStyle = isModel ? colours.model : colours.dataset;
    context.fill();
  }
  const colour = isModel ? colours.modelStrong : colours.datasetStrong;
  drawIcon(pen, isModel ? 'model' : data.files ? 'files' : 'dataset', { x: far ? 9 : 19, y: 18, side: 20, colour });
  const name = { text: data.name, colour: colours.text };
  if (far) {
    drawLines(pen, { ...name, font: `600 17px ${font}`, width: 130, lines: 2, x: 35, y: 28.5, height: 19 });
    badge(pen, tone, { x: width - 8, y: height - 8, radius: 13, side: 20 });
    return;
  }
  drawLines(pen, { ...name, font: `600 12px ${font}`, width: 106, lines: 1, x: 59, y: 20, height: 16 });
  drawIcon(pen, `small:${tone}`, { x: 59, y: 31, side: 12, colour: colours[tone] });
  const meta = { text: metaWords(data), colour: colours.dim, font: `11px ${font}`, width: 90 };
  drawLines(pen, { ...meta, lines: 1, x: 75, y: 38, height: 16 });
}

function badge(pen: Pen, tone: keyof Colours, at: { x: number; y: number; radius: number; side: number }): void {
  disc(pen, at);
  pen.context.fillStyle = pen.colours.surface;
  pen.context.fill();
  const place = { x: at.x - at.side / 2, y: at.y - at.side / 2 };
  drawIcon(pen, `small:${tone}`, { ...place, side: at.side, colour: pen.colours[tone] });
}

function drawRecipe(pen: Picturing, data: NodeData, selected: boolean): void {
  const { context, colours, far, font } = pen;
  const { tone } = stateLooks[data.flow?.state ?? 'ready'];
  const dashed = data.bypassed || data.flow?.state === 'not-configured';
  const fill = data.bypassed ? colours.sunken : colours.recipe;
  disc(pen, { x: 28, y: 28, radius: 23.25 });
  const usual = data.bypassed ? colours.dim : colours.recipeEdge;
  outline(pen, { fill, stroke: edge(pen, data, usual), dashed, selected });
  const colour = data.bypassed ? colours.dim : colours.recipeStrong;
  drawIcon(pen, `recipe:${data.icon ?? ''}`, { x: 17, y: 17, side: 22, colour });
  badge(pen, tone, far ? { x: 43.5, y: 41.5, radius: 12, side: 18 } : { x: 46.5, y: 44.5, radius: 9, side: 12 });
  context.textAlign = 'center';
  const name = { text: data.name, x: 28, colour: data.bypassed ? colours.dim : colours.text };
  if (far) {
    const font15 = `500 15px ${font}`;
    const lines = linesOf(pen, { text: data.name, font: font15, width: 168, lines: 2 }).length;
    drawLines(pen, { ...name, font: font15, width: 168, lines: 2, y: 65.5 + (lines - 1) * 8.5, height: 17 });
  } else {
    drawLines(pen, { ...name, font: `500 11px ${font}`, width: 124, lines: 1, y: 64, height: 14 });
    const meta = { text: metaWords(data), font: `11px ${font}`, width: 124, lines: 1, colour: colours[tone] };
    if (tellsState(data)) drawLines(pen, { ...meta, x: 28, y: 81, height: 16 });
  }
  context.textAlign = 'left';
}

/** Draws a node as its element looks, its top left corner at the origin, in flow units. Expects `textBaseline` to be the middle. */
export function drawNode(pen: Picturing, data: NodeData, selected: boolean): void {
  if (data.type === 'recipe') drawRecipe(pen, data, selected);
  else drawCard(pen, data, selected);
  drawMarks(pen, data);
}
