import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AxeOptions {
  /** Looks at this part alone: what is behind a dialog was looked at before it opened. */
  within?: string;
  /** Only these rules. */
  rules?: readonly string[];
}

/**
 * Serious and critical accessibility violations of what is on screen once it is at rest, each as rule, place and reason. The
 * library is put into the page once, for a page that shows one state after another.
 */
export async function violations(page: Page, { within, rules }: AxeOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(
    async ({ selector, only }) => {
      const { axe: library } = window as unknown as { axe: typeof axe };
      // Colours on their way from one theme to the other have contrasts of neither.
      await new Promise(requestAnimationFrame);
      const ending = document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
      const { violations: found } = await library.run(selector ?? document, {
        resultTypes: ['violations'],
        ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
      });
      return found
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(
            ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim()}`,
          ),
        );
    },
    { selector: within ?? null, only: rules ? [...rules] : null },
  );
}
