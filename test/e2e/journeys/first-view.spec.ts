import type { Page } from 'playwright/test';
import { expect, test } from './pages-sample.ts';

/** Nodes and notes that are not whole on the canvas, or that stand behind the map. */
const hidden = (page: Page): Promise<string[]> =>
  page.getByRole('region', { name: 'Flow canvas' }).evaluate((canvas) => {
    const room = canvas.getBoundingClientRect();
    const map = canvas.querySelector('[aria-label="Map of the flow"]')?.getBoundingClientRect();
    return [...canvas.querySelectorAll('[data-node]')].flatMap((node) => {
      const box = node.getBoundingClientRect();
      const isIn = box.left >= room.left && box.top >= room.top && box.right <= room.right && box.bottom <= room.bottom;
      const isBehind = map && box.right > map.left && box.bottom > map.top;
      return isIn && !isBehind ? [] : [node.getAttribute('data-node') ?? ''];
    });
  });

test('in a small window the flow opens whole, and the map covers no node, at first or nearer', async ({
  sample: page,
}, info) => {
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.reload();
  const map = page.getByRole('img', { name: 'Map of the flow' });
  await expect(map).toHaveCSS('opacity', '1');
  await expect(page.locator('[data-node]').first()).toBeVisible();
  await expect.poll(() => hidden(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('whole.png') });

  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(map).toHaveCSS('opacity', '0');
  await page.getByRole('button', { name: 'Show or hide the map' }).click();
  await expect(map).toHaveCSS('opacity', '1');
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await expect.poll(() => hidden(page)).toEqual([]);
});
