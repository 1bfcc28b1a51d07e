import type { Tile } from '../../../nodes/contract/project/index.ts';
import { call } from '../../client/call.ts';
import { questionOf } from '../../explore/chart-builder/wells.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { csvText } from './csv-text.ts';
import { type Filter, filtersOf } from './filters.ts';
import { type PictureHead, withHead } from './picture-head.ts';
import { fileName, saveFile } from './save-file.ts';

/** Rows of tables that lie below what is seen of them: each cell costs its share of a picture that does not show it. */
function rowsBelow(element: HTMLElement): ReadonlySet<Node> {
  return new Set(
    [...element.querySelectorAll('section:has(> table)')].flatMap((box) => {
      const end = box.getBoundingClientRect().bottom;
      return [...box.querySelectorAll(':scope > table > tbody > tr')].filter(
        (row) => row.getBoundingClientRect().top > end,
      );
    }),
  );
}

/** A table as high as all its rows would spread those that are left over that height; bars to scroll by are of no use in a picture. */
function asSeen(node: Node): void {
  if (!(node instanceof HTMLElement)) return;
  if (node.tagName === 'TABLE' || node.tagName === 'TBODY') {
    node.style.height = 'auto';
    node.style.blockSize = 'auto';
  }
  if (node.tagName === 'SECTION') node.style.overflow = 'hidden';
}

const scale = 2;

async function drawing(element: HTMLElement): Promise<HTMLCanvasElement> {
  const { domToCanvas } = await import('modern-screenshot');
  const unseen = rowsBelow(element);
  return domToCanvas(element, {
    scale,
    backgroundColor: getComputedStyle(document.documentElement).getPropertyValue('--mr-bg').trim(),
    filter: (node) => !unseen.has(node) && !(node instanceof Element && node.hasAttribute('data-no-export')),
    onCloneEachNode: asSeen,
    features: { restoreScrollPosition: true },
    font: false,
  });
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is larger than the browser can draw.'))),
      'image/png',
    ),
  );

/** Pictures the tiles of a page as a PNG, twice as fine as on screen, without menus, below its name and facts. */
export const pagePng = async (tiles: HTMLElement, head: PictureHead): Promise<Blob> =>
  blobOf(withHead(await drawing(tiles), head, scale));

/** Saves a picture of a tile. */
export async function saveTilePng(element: HTMLElement | null | undefined, tile: Tile): Promise<void> {
  if (!element) return;
  try {
    const name = fileName(tile.title || 'Tile', 'png');
    saveFile(await blobOf(await drawing(element)), name);
    tellDone('Saved', name);
  } catch (error) {
    tellError('The picture could not be made', error);
  }
}

/** Saves what a tile shows as CSV. */
export async function saveTileCsv(projectId: string, tile: Tile, filters: readonly Filter[]): Promise<void> {
  if (tile.content.kind !== 'chart') return;
  try {
    const reply = await call('charts.query', {
      params: { project: projectId },
      body: { chart: questionOf(tile.content.chart), filters: filtersOf(filters, tile) },
    });
    const name = fileName(tile.title || 'Tile', 'csv');
    saveFile(new Blob(['\uFEFF', csvText(reply)], { type: 'text/csv;charset=utf-8' }), name);
    tellDone('Saved', name);
  } catch (error) {
    tellError('The data could not be saved', error);
  }
}
