import { expect, seriousViolations, test } from './pages-sample.ts';

test.describe.configure({ timeout: 240_000 });

test('the tour leads through the sample, is ended by a key, and is not offered again', async ({
  sample: page,
}, info) => {
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const titles = ['The flow', 'Recipes', 'Run', 'Rules watch the data', 'Models, version by version'];
  for (const title of titles) {
    const step = page.getByRole('dialog', { name: `Tour: ${title}` });
    await expect(step).toBeInViewport({ ratio: 1 });
    await expect(step.getByRole('button', { name: 'Next' })).toBeFocused();
    await page.screenshot({ path: info.outputPath(`${titles.indexOf(title)}.png`) });
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByRole('heading', { name: 'Deploy', level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Tour: One click to production' })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Deploy', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Help and preferences' }).click();
  await page.getByRole('menuitem', { name: 'Tour of the workbench' }).click();
  await expect(page.getByRole('dialog', { name: 'Tour: The flow' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`help, shortcuts, palette and preferences are reached by keys and accessible in the ${colorScheme} theme`, async ({
    sample: page,
  }, info) => {
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help' });
    await expect(help.getByRole('article', { name: 'The flow' })).toContainText('Wires run from inputs to outputs');
    await help.getByLabel('Search the help').fill('roll back');
    await expect(help.getByRole('article', { name: 'Deploy' })).toContainText('serves an earlier version again');
    expect(await seriousViolations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('help.png') });
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();

    await page.keyboard.press('?');
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(shortcuts).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(shortcuts).toBeHidden();

    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Run a command').fill('schedule');
    await expect(
      page
        .getByRole('option', { name: 'Scenarios' })
        .or(page.getByRole('button', { name: 'Scenarios' }))
        .first(),
    ).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await expect(page.getByRole('dialog', { name: 'Search or run' })).toBeHidden();
    await page.keyboard.press('Control+,');
    const preferences = page.getByRole('dialog', { name: 'Preferences' });
    await preferences.getByText('Compact', { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
    expect(await seriousViolations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('preferences.png') });
    await preferences.getByText('Dark', { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await preferences.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });
}

test('a long run that ends while the window is not looked at tells so by the system', async ({ sample: page }) => {
  await page.context().grantPermissions(['notifications']);
  await page.evaluate(() => {
    const shown: string[] = [];
    class Told {
      static permission = 'granted';
      constructor(title: string) {
        shown.push(title);
      }
    }
    Object.assign(window, { Notification: Told, shown });
    document.hasFocus = () => false;
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Last run done').waitFor({ timeout: 150_000 });
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'shown')))
    .toEqual([expect.stringMatching(/^Done: /)]);
  await page.getByRole('button', { name: 'Show the job' }).click();
  await expect(page.getByRole('dialog', { name: 'Jobs' })).toBeVisible();
});

test('nothing moves for those who want no motion', async ({ sample: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  const slow = await page.evaluate(
    () => document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 50).length,
  );
  expect(slow).toBe(0);
});

test('all projects are a key away from every page, and the browser goes back and forth', async ({ sample: page }) => {
  await page.getByRole('link', { name: 'Connections' }).click();
  await expect(page.getByRole('heading', { name: 'Connections', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+o');
  const home = page.getByRole('heading', { name: 'Projects', level: 1 });
  await expect(home).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Connections', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Flow canvas' })).toBeVisible();
  await page.goBack();
  await expect(home).toBeVisible();
});

test.describe('an address that leads nowhere', () => {
  test.use({ refusals: true });
  test('says so and leads home', async ({ sample: page }) => {
    await page.evaluate(() => {
      window.location.hash = '#/p/nowhere/flow';
    });
    await expect(page.getByText('There is no project “nowhere”')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Pages of the project' })).toBeHidden();
    await page.getByRole('button', { name: 'All projects' }).click();
    await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible();
  });
});
