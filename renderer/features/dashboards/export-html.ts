import type { Tile } from '../../../nodes/contract/project/index.ts';
import { svgOf } from '../../charts/Plot.tsx';
import { textWidth } from '../../charts/text-fit.ts';
import { exportedStyle } from './exported-style.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const kept: readonly string[] = [
  'colspan',
  'rowspan',
  'scope',
  'alt',
  'src',
  'style',
  'data-numeric',
  'data-total',
  'viewBox',
  'points',
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'preserveAspectRatio',
  'd',
  'cx',
  'cy',
  'r',
  'x',
  'y',
  'rx',
  'width',
  'height',
];
const dropped = 'button, input, script, style, iframe, object, [data-no-export]';
const isInTable = (element: Element) => element.closest('table') !== null;
const isInDrawing = (element: Element) => element.closest('svg') !== null && element.tagName !== 'svg';

/** Writes how each element looks into it; tables and drawings have their looks otherwise. */
function keepLooks(from: Element, to: Element): void {
  if (isInDrawing(from)) {
    const colour = getComputedStyle(from).stroke;
    if (from.getAttribute('stroke')?.startsWith('var(')) to.setAttribute('stroke', colour);
    return;
  }
  const shade = from instanceof HTMLElement ? from.style.background : '';
  const looks = isInTable(from)
    ? shade
      ? `background:${shade};color:${(from as HTMLElement).style.color}`
      : ''
    : exportedStyle(from);
  if (looks) to.setAttribute('style', looks);
  else to.removeAttribute('style');
}

/** What a tile shows as plain HTML: pictures as SVG, tables and texts without anything that runs or reaches out. */
function bodyOf(body: Element): string {
  const copy = body.cloneNode(true) as Element;
  const originals = [...body.querySelectorAll('*')];
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) keepLooks(originals[index]!, element);
  const pictures = [...body.querySelectorAll('[data-plot]')];
  for (const [index, place] of [...copy.querySelectorAll('[data-plot]')].entries()) {
    const holder = document.createElement('figure');
    holder.setAttribute('role', 'img');
    holder.setAttribute('aria-label', place.getAttribute('aria-label') ?? '');
    holder.innerHTML = svgOf(pictures[index]!) ?? '';
    place.replaceWith(holder);
  }
  for (const button of copy.querySelectorAll('th button')) button.replaceWith(button.textContent ?? '');
  for (const element of copy.querySelectorAll(dropped)) if (!element.closest('figure')) element.remove();
  for (const element of copy.querySelectorAll('*')) if (!element.closest('figure')) keepSafe(element);
  return copy.innerHTML;
}

/** Leaves only attributes that neither run nor load anything. */
function keepSafe(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (name === 'href' && /^(https?:|mailto:)/i.test(value)) continue;
    const isSafe = kept.includes(name) && (name !== 'src' || value.startsWith('data:image/')) && !/url\(/i.test(value);
    if (!isSafe) element.removeAttribute(name);
  }
}

const colours = ['bg', 'surface', 'text', 'dim', 'border', 'accent-text', 'sunken'] as const;
/** Room around a page, of the name in its head, of a line of its facts, and below them. */
const [MARGIN, NAME, LINE, BELOW] = [24, 28, 19, 17];

/** How high the head of a page is: all its facts are said, on as many lines as they take. */
const headOf = ({ width }: ExportedPage, words: string): number =>
  NAME + Math.max(1, Math.ceil(textWidth(words, 13) / (width * 0.95))) * LINE + BELOW;

function styleOf(stage: Element, pages: readonly ExportedPage[], words: string): string {
  const computed = getComputedStyle(stage);
  const [bg, surface, text, dim, border, accent, sunken] = colours.map((name) =>
    computed.getPropertyValue(`--mr-${name}`).trim(),
  );
  const sheets = pages.map((page, at) => {
    const [wide, high] = [page.width + 2 * MARGIN, headOf(page, words) + page.rows * 80 + 2 * MARGIN];
    return `@page p${at}{size:${wide}px ${high}px;margin:0}.p${at}{page:p${at}}`;
  });
  return `
*{box-sizing:border-box}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:${bg};color:${text};font:13px/1.45 Inter,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.page{max-width:1440px;margin:0 auto;padding:${MARGIN}px}
header{padding-bottom:${BELOW}px}h1{margin:0;font-size:20px;line-height:${NAME}px}header p{margin:0;line-height:${LINE}px;color:${dim};overflow-wrap:anywhere}
main{display:grid;grid-template-columns:repeat(var(--columns),minmax(0,1fr));grid-auto-rows:68px;gap:12px}
main>section{display:flex;flex-direction:column;min-width:0;min-height:0;padding:8px 16px 12px;background:${surface};border:1px solid ${border};border-radius:8px;overflow:auto}
section>h2{flex:none;margin:0 0 8px;font-size:13px;line-height:20px}
section>div{flex:1;min-height:0;position:relative}
figure{margin:0;height:100%}figure svg{display:block;width:100%;height:100%}
table{width:100%;border-collapse:collapse;font-size:12px}th,td{padding:4px 10px;border-bottom:1px solid ${border};text-align:left;white-space:nowrap;font-variant-numeric:tabular-nums}
th{font-size:11px;color:${dim}}[data-numeric]{text-align:right}tfoot th,tfoot td,[data-total]{font-weight:600;color:${text}}
img{max-width:100%}a{color:${accent}}code{background:${sunken};padding:1px 4px;border-radius:3px}
@media screen and (max-width:900px){main{display:block}main>section{margin-bottom:12px;min-height:160px}main>section:has(figure){height:320px}}
@media print{body{background:#fff}.page{max-width:none;break-after:page}.page:last-child{break-after:auto}main>section{break-inside:avoid;overflow:hidden}}
${sheets.join('')}`;
}

export interface ExportedPage {
  title: string;
  tiles: readonly Tile[];
  /** The element that holds its tiles, each marked with its id. */
  element: Element;
  /** Of the tiles side by side, in pixels and in columns; rows of the grid below one another. */
  width: number;
  columns: number;
  rows: number;
}

interface Exported {
  name: string;
  pages: readonly ExportedPage[];
  /** Filters, time of the data, time of saving. */
  facts: readonly string[];
  /** Where the pages stand, whose colours are taken. */
  stage: Element;
}

/**
 * Pages of a dashboard as one file with the data as shown: no scripts, nothing loaded from elsewhere, and a policy in its head that
 * says so. Each page is a sheet of its own when printed.
 */
export function exportHtml({ name, pages, facts, stage }: Exported): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(name)}</title>
<style>${styleOf(stage, pages, facts.join(' · '))}</style>
</head>
<body>
${pages.map((page, at) => pageHtml(page, { at, facts })).join('\n')}
</body>
</html>
`;
}

function pageHtml(page: ExportedPage, { at, facts }: { at: number; facts: readonly string[] }): string {
  const { title, columns, element } = page;
  const tiles = [...page.tiles].sort((a, b) => a.y - b.y || a.x - b.x);
  const words = escaped(facts.join(' · '));
  return `<div class="page p${at}">
<header><h1>${escaped(title)}</h1><p>${words}</p></header>
<main style="--columns:${columns}">
${tiles.map((tile) => tileHtml(tile, element)).join('\n')}
</main>
</div>`;
}

function tileHtml({ id, title, x, y, w, h }: Tile, element: Element): string {
  const body = element.querySelector(`[data-tile="${CSS.escape(id)}"] [data-tile-body]`);
  const place = `grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}`;
  const head = title ? `<h2>${escaped(title)}</h2>` : '';
  return `<section style="${place}">${head}<div>${body ? bodyOf(body) : ''}</div></section>`;
}
