import type { Page } from 'playwright/test';
import { violations } from './axe.ts';
import { drawWire, test as emptyTest, node } from './journey.ts';
import { expect, builtTest as test } from './pages-sample.ts';
import { pages, statesOf, visit } from './states.ts';

// One page load and many states: long in all, but no step of it.
test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 20_000 });

/** Changes the theme of the system, which the workbench follows a moment later. */
async function inScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** What differs between the themes is looked at in both, the rest once. */
async function inBothThemes(page: Page, within?: string): Promise<string[]> {
  const light = await violations(page, within ? { within } : {});
  await inScheme(page, 'dark');
  const dark = await violations(page, {
    ...(within ? { within } : {}),
    rules: ['color-contrast', 'link-in-text-block'],
  });
  await inScheme(page, 'light');
  return [...light, ...dark.map((one) => `dark: ${one}`)];
}

test('no page has a serious accessibility violation in either theme', async ({ workbench: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  for (const path of [undefined, ...pages]) {
    await test.step(path ?? 'home', async () => {
      await visit(page, path);
      expect.soft(await inBothThemes(page), path ?? 'home').toEqual([]);
    });
  }
});

for (const [name, states] of Object.entries(statesOf)) {
  test(`nothing that opens on ${name} has one, and the focus goes back where it came from`, async ({
    workbench: page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    for (const state of states) {
      await test.step(state.name, async () => {
        await visit(page, state.on);
        const opener = await state.open(page);
        const shown = page.locator(state.shown).filter({ visible: true }).first();
        await expect(shown, state.name).toBeVisible();
        expect.soft(await inBothThemes(page, state.shown), state.name).toEqual([]);
        if (state.stays) return;
        await page.keyboard.press('Escape');
        await expect.soft(shown, `${state.name} closes`).toBeHidden();
        if (opener) await expect.soft(opener, `${state.name} gives the focus back`).toBeFocused();
      });
    }
  });
}

test('every place the Tab key leads to can be seen, and leads on', async ({ workbench: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of [undefined, 'datasets', 'quality', 'models', 'scenarios', 'connections', 'deploy']) {
    await test.step(path ?? 'home', async () => {
      await visit(page, path);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const places = new Set<string>();
      for (let press = 0; press < 60; press += 1) {
        await page.keyboard.press('Tab');
        const { place, isSeen } = await page.evaluate(focusedPlace);
        if (place === '' || places.has(place)) break;
        places.add(place);
        expect.soft(isSeen, `${path ?? 'home'}: the focus on ${place} is seen`).toBe(true);
      }
      expect(places.size, path ?? 'home').toBeGreaterThan(5);
    });
  }
});

/** What has the focus, by its name and place on the screen, and whether that is shown: by an outline, or by the frame of a field. */
function focusedPlace(): { place: string; isSeen: boolean } {
  const now = document.activeElement as HTMLElement | null;
  if (!now || now === document.body) return { place: '', isSeen: true };
  const { left, top, width, height } = now.getBoundingClientRect();
  const isOnScreen = left < window.innerWidth && top < window.innerHeight && left + width > 0 && top + height > 0;
  const framed = [now, now.parentElement, now.closest('label')].some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  });
  const isField = now.matches('input, textarea, select');
  const name = now.getAttribute('aria-label') ?? now.textContent?.trim().slice(0, 30) ?? '';
  return {
    place: `${now.tagName} ${name} ${Math.round(left)},${Math.round(top)}`,
    isSeen: isOnScreen && (framed || isField),
  };
}

test('at 200 % nothing is cut off: pages fit the width, and what runs them is in reach', async ({
  workbench: page,
}) => {
  // A window of 1440 × 900 at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  for (const path of [undefined, ...pages]) {
    await test.step(path ?? 'home', async () => {
      await visit(page, path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${path ?? 'home'} fits the width`).toBeLessThanOrEqual(0);
      const bar = page.getByRole('banner');
      const beyond = await bar.evaluate((element) =>
        [...element.querySelectorAll('button, a')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > window.innerWidth)
          .map((one) => one.getAttribute('aria-label') ?? one.textContent),
      );
      expect.soft(beyond, `${path ?? 'home'} shows its whole bar`).toEqual([]);
    });
  }
});

emptyTest('what is made on the canvas has no serious violation in either theme', async ({ withOrders: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await node(page, 'orders').click();
  await expect(page.getByText('6 rows · 4 columns')).toBeVisible();
  expect.soft(await inBothThemes(page), 'rows').toEqual([]);
  await page.getByRole('button', { name: 'Column statistics' }).click();
  await expect(page.getByText('100% valid')).toBeVisible();
  expect.soft(await inBothThemes(page), 'statistics').toEqual([]);
  await page.keyboard.press('Escape');
  await drawWire(page, 'orders', { x: 180, y: -60 });
  expect.soft(await inBothThemes(page), 'recipes to add').toEqual([]);
  await page.getByRole('option', { name: 'Prepare' }).click();
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('Search steps').fill('formula');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Result column')).toBeVisible();
  expect.soft(await inBothThemes(page), 'a step of Prepare').toEqual([]);
});
