import type { Locator, Page } from 'playwright/test';
import { expect } from './journey.ts';

const has = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement));

/** Whether a person sees where the focus is: an outline, or a field with a border in the colour of the focus. */
const isFocusSeen = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const looks = [element, element.parentElement, element.closest('.mr-formula')].flatMap((one) =>
      one ? [getComputedStyle(one), getComputedStyle(one, '::after')] : [],
    );
    const accent = getComputedStyle(document.documentElement).getPropertyValue('--mr-accent').trim();
    const probe = document.createElement('i');
    probe.style.color = accent;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return looks.some(
      ({ outlineStyle, outlineWidth, borderTopColor, boxShadow }) =>
        (outlineStyle !== 'none' && outlineWidth !== '0px') || borderTopColor === color || boxShadow.includes(color),
    );
  });

/** Goes to something with the Tab key alone, as far as it takes, and sees the focus there. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await has(target)) {
      await expect.poll(() => isFocusSeen(page), `the focus is seen at ${target}`).toBe(true);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`The ${key} key does not lead to ${target}`);
}

/** Goes to a button and presses it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Opens a list of choices, and chooses by typing or by arrows. */
export async function choose(page: Page, option: Locator): Promise<void> {
  await option.waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    const chosen = await option.evaluate(
      (element) =>
        element === document.activeElement ||
        element.hasAttribute('data-combobox-selected') ||
        element.getAttribute('aria-selected') === 'true',
    );
    if (chosen) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrow keys do not lead to ${option}`);
}

/** Leaves what is open, list by list, until the focus is on the canvas. */
export async function backToCanvas(page: Page): Promise<void> {
  const canvas = page.getByRole('region', { name: 'Flow canvas' });
  for (let presses = 0; presses < 4; presses += 1) {
    if (await canvas.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Escape');
  }
  await expect(canvas).toBeFocused();
}
