import { IconChartDots3, IconColumns3, IconFileImport, IconNote, IconTable } from '@tabler/icons-react';
import type { Ref } from 'react';
import { iconOf } from '../../ui/icons.ts';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import { stateLooks } from '../node-state.ts';

interface IconSheetProps {
  ref: Ref<HTMLDivElement>;
  /** Icon names of the recipes in the flow. */
  recipes: readonly string[];
}

const tones = [...new Set(Object.values(stateLooks).map(({ tone }) => tone))];

/** Every icon of a flow once, not shown: the canvas takes the outlines from here. */
export function IconSheet({ ref, recipes }: IconSheetProps) {
  return (
    <div ref={ref} hidden>
      <IconTable data-icon="dataset" />
      <IconFileImport data-icon="files" />
      <IconChartDots3 data-icon="model" />
      <IconNote data-icon="small:notes" />
      <IconColumns3 data-icon="small:change" />
      {recipes.map((name) => {
        const IconView = iconOf(name);
        return <IconView key={name} data-icon={`recipe:${name}`} />;
      })}
      {tones.map((tone) => (
        <span key={tone} data-icon={`small:${tone}`}>
          <StatusIcon tone={tone} />
        </span>
      ))}
    </div>
  );
}

export type Pictures = (icon: string, colour: string) => HTMLCanvasElement | null;

/** Pixels of a picture's side, at most twice what it is drawn at: smaller ones would lose their lines. */
const sideOf = (icon: string) => (icon.startsWith('small:') ? 24 : 40) * Math.max(1, window.devicePixelRatio / 2);

/** Icons of a sheet as small pictures, each drawn once for a colour. */
export function picturesOf(sheet: Element): Pictures {
  const known = new Map<string, HTMLCanvasElement | null>();
  return (icon, colour) => {
    const key = `${icon} ${colour}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const element = sheet.querySelector(`[data-icon="${CSS.escape(icon)}"]`);
    const svg = element?.matches('svg') ? element : element?.querySelector('svg');
    const made = svg ? pictureOf(svg, { colour, side: sideOf(icon) }) : null;
    known.set(key, made);
    return made;
  };
}

/** Units of the icons' own coordinates. */
const UNITS = 24;
const LINE = 1.7;

function pictureOf(svg: Element, { colour, side }: { colour: string; side: number }): HTMLCanvasElement | null {
  const picture = document.createElement('canvas');
  picture.width = side;
  picture.height = side;
  const context = picture.getContext('2d');
  if (!context) return null;
  context.scale(side / UNITS, side / UNITS);
  context.lineWidth = LINE;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  context.fillStyle = colour;
  const filled = svg.getAttribute('fill') !== 'none';
  for (const path of svg.querySelectorAll('path')) {
    const outline = new Path2D(path.getAttribute('d') ?? '');
    if (filled) context.fill(outline);
    else context.stroke(outline);
  }
  return picture;
}
