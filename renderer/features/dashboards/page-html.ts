import type { Dashboard, Tile } from '../../../nodes/contract/project/index.ts';
import { svgOf } from '../../charts/Plot.tsx';
import { filterWords } from '../../explore/chart-builder/filter-words.ts';
import type { Filter } from './filters.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const kept: readonly string[] = [
  'colspan',
  'rowspan',
  'scope',
  'alt',
  'src',
  'data-figure',
  'data-numeric',
  'data-total',
  'viewBox',
  'points',
  'fill',
  'stroke',
  'stroke-width',
  'preserveAspectRatio',
  'd',
  'width',
  'height',
];
const dropped = 'button, input, script, style, iframe, object, [data-no-export]';

/** What a tile shows as plain HTML: pictures as SVG, tables and texts without anything that runs or reaches out. */
function bodyOf(body: Element): string {
  const copy = body.cloneNode(true) as Element;
  const pictures = [...body.querySelectorAll('[data-plot]')];
  for (const [index, place] of [...copy.querySelectorAll('[data-plot]')].entries()) {
    const holder = document.createElement('figure');
    holder.setAttribute('aria-label', place.getAttribute('aria-label') ?? '');
    holder.innerHTML = svgOf(pictures[index]!) ?? '';
    place.replaceWith(holder);
  }
  for (const element of copy.querySelectorAll(dropped)) if (!element.closest('figure')) element.remove();
  for (const element of copy.querySelectorAll('*')) {
    if (element.closest('figure')) continue;
    for (const { name, value } of [...element.attributes]) {
      const isSafe = kept.includes(name) && (name !== 'src' || value.startsWith('data:image/'));
      if (name === 'href' && /^(https?:|mailto:)/i.test(value)) continue;
      if (!isSafe) element.removeAttribute(name);
    }
  }
  return copy.innerHTML;
}

const colours = ['bg', 'surface', 'text', 'dim', 'border', 'accent-text', 'sunken'] as const;

function styleOf(rows: number): string {
  const computed = getComputedStyle(document.documentElement);
  const [bg, surface, text, dim, border, accent, sunken] = colours.map((name) =>
    computed.getPropertyValue(`--mr-${name}`).trim(),
  );
  return `
*{box-sizing:border-box}
body{margin:0;padding:24px;background:${bg};color:${text};font:13px/1.45 Inter,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header{margin-bottom:16px}h1{margin:0;font-size:20px}header p{margin:4px 0 0;color:${dim}}
main{display:grid;grid-template-columns:repeat(12,1fr);grid-template-rows:repeat(${rows},68px);gap:12px}
section{display:flex;flex-direction:column;min-width:0;min-height:0;padding:8px 16px 12px;background:${surface};border:1px solid ${border};border-radius:8px;overflow:auto}
section>h2{flex:none;margin:0 0 8px;font-size:13px}
section>div{flex:1;min-height:0}
figure{margin:0;height:100%}figure svg{display:block;width:100%;height:100%}
table{width:100%;border-collapse:collapse;font-size:12px}th,td{padding:4px 10px;border-bottom:1px solid ${border};text-align:left;white-space:nowrap;font-variant-numeric:tabular-nums}
th{font-size:11px;color:${dim}}[data-numeric]{text-align:right}tfoot th,tfoot td,[data-total]{font-weight:600;color:${text}}
[data-figure]{font-size:26px;font-weight:600}img{max-width:100%;max-height:100%}a{color:${accent}}code{background:${sunken};padding:1px 4px;border-radius:3px}
section svg[viewBox]:not(figure svg){width:14px;height:14px}
@media(max-width:900px){main{display:block}section{margin-bottom:12px}}
@media print{body{padding:0;background:#fff}section{break-inside:avoid}}`;
}

interface ShownPage {
  dashboard: Dashboard;
  page: Dashboard['pages'][number];
  filters: readonly Filter[];
  /** The element that holds the tiles, each marked with its id. */
  board: Element;
  builtAt: string | null;
}

/**
 * A page of a dashboard as one file with the data as shown: no scripts, nothing loaded from elsewhere, and a policy in its head that
 * says so.
 */
export function pageHtml({ dashboard, page, filters, board, builtAt }: ShownPage): string {
  const title = escaped(dashboard.pages.length > 1 ? `${dashboard.name}: ${page.title}` : dashboard.name);
  const rows = Math.max(1, ...page.tiles.map(({ y, h }) => y + h));
  const set = filters.map((filter) => `${filter.column}: ${filterWords(filter, undefined)}`).join(' · ');
  const facts = [
    set && `Filtered by ${set}`,
    builtAt && `data built ${new Date(builtAt).toLocaleString('en-GB')}`,
    `saved ${new Date().toLocaleString('en-GB')}`,
  ].filter(Boolean);
  const tiles = [...page.tiles].sort((a, b) => a.y - b.y || a.x - b.x).map((tile) => tileHtml(tile, board));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${styleOf(rows)}</style>
</head>
<body>
<header><h1>${title}</h1><p>${escaped(facts.join(' · '))}</p></header>
<main>
${tiles.join('\n')}
</main>
</body>
</html>
`;
}

function tileHtml({ id, title, x, y, w, h }: Tile, board: Element): string {
  const body = board.querySelector(`[data-tile="${CSS.escape(id)}"] [data-tile-body]`);
  const place = `grid-column:${x + 1}/span ${w};grid-row:${y + 1}/span ${h}`;
  const head = title ? `<h2>${escaped(title)}</h2>` : '';
  return `<section style="${place}">${head}<div>${body ? bodyOf(body) : ''}</div></section>`;
}
