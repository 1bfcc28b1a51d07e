import type { Locator, Page } from 'playwright/test';
import { expect } from 'playwright/test';

/** One thing that the workbench can show over a page: how it is opened, and what has the focus once it is closed. */
export interface State {
  name: string;
  /** The page it is opened on, as in the address: `scenarios`; the home page without one. */
  on?: string;
  /** Opens it; gives what opened it, where the focus goes back to. */
  open: (page: Page) => Promise<Locator | undefined>;
  /** Selector of what has opened. */
  shown: string;
  /** It is no layer over the page: Escape does not close it. */
  stays?: true;
}

const dialog = '[role="dialog"]';
const menu = '[role="menu"]';

/** Clicks a button and gives it. */
const by = (name: string | RegExp) => async (page: Page) => {
  const button = page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  await button.click();
  return button;
};

/** Presses keys; what had the focus before gets it back. */
const keys = (pressed: string) => async (page: Page) => {
  await page.keyboard.press(pressed);
  return undefined;
};

const ofHome: State[] = [
  { name: 'new project', open: by('New project'), shown: dialog },
  { name: 'menu of a project', open: by(/^More for/), shown: menu },
  { name: 'help menu', open: by('Help and preferences'), shown: menu },
  { name: 'preferences', open: keys('Control+,'), shown: dialog },
  { name: 'shortcuts', open: keys('?'), shown: dialog },
  { name: 'palette', open: keys('Control+k'), shown: dialog },
  { name: 'help', open: keys('F1'), shown: dialog },
];

const ofFlow: State[] = [
  { name: 'switcher', on: 'flow', open: by(/^Project /), shown: menu },
  { name: 'jobs', on: 'flow', open: by('Jobs and logs'), shown: dialog },
  { name: 'ways to run', on: 'flow', open: by('More ways to run'), shown: menu },
  { name: 'add datasets', on: 'flow', open: by('Add dataset'), shown: dialog },
];

/** Selects a node of the flow by its name, as the palette does. */
const node = (name: string) => async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Run a command').fill(name);
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).first().click();
  await expect(page.locator('[data-dock]').getByText(name, { exact: true }).first()).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root, [aria-busy="true"]')).toHaveCount(0);
  return undefined;
};

const pane = (name: string): State => ({
  name: `the pane of ${name}`,
  on: 'flow',
  open: node(name),
  shown: '[data-dock]',
  stays: true,
});

const panes = [
  ...['Merchants', 'Clean', 'Join cardholders and merchants', 'Card behaviour', 'By state', 'Rows of the day', 'Stack'],
  ...['Train the fraud model', 'Score the day', 'Evaluate'],
].map(pane);

/** Opens the first golden test of the list. */
async function firstTest(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Golden tests' }).getByRole('button').first().click();
  await expect(page.getByRole('radiogroup', { name: 'Part of the test' })).toBeVisible();
}

const ofTests: State[] = [
  { name: 'a new test', on: 'tests', open: by('New test'), shown: 'main', stays: true },
  ...['Rows in', 'Expected rows', 'Settings'].map(
    (part): State => ({
      name: `${part} of a test`,
      on: 'tests',
      open: async (page) => {
        await firstTest(page);
        await page.getByText(part, { exact: true }).click();
        await expect(page.getByRole('radio', { name: part })).toBeChecked();
        return undefined;
      },
      shown: 'main',
      stays: true,
    }),
  ),
];

const ofQuality: State[] = [
  { name: 'rules to add', on: 'quality', open: by('Add rule'), shown: dialog },
  { name: 'when rules are checked', on: 'quality', open: by(/^When .* is checked$/), shown: menu },
  { name: 'a rule', on: 'quality', open: by(/^Change /), shown: dialog },
];

const ofScenarios: State[] = [
  { name: 'new scenario', on: 'scenarios', open: by('New scenario'), shown: dialog },
  { name: 'steps to add', on: 'scenarios', open: by('Add step'), shown: dialog },
  { name: 'triggers to add', on: 'scenarios', open: by('Add trigger'), shown: dialog },
  { name: 'menu of a scenario', on: 'scenarios', open: by(/^Menu of /), shown: menu },
  { name: 'run now', on: 'scenarios', open: by('Run now'), shown: dialog },
  { name: 'settings of a step', on: 'scenarios', open: by(/Score the day/), shown: 'main', stays: true },
];

const ofConnections: State[] = [
  { name: 'new connection', on: 'connections', open: by('Add folder'), shown: dialog },
  { name: 'a connection', on: 'connections', open: by('Change bank'), shown: dialog },
  { name: 'a connection to delete', on: 'connections', open: by('Delete bank'), shown: dialog },
];

const ofDeploy: State[] = [
  { name: 'deploy', on: 'deploy', open: by('Deploy'), shown: dialog },
  { name: 'versions to make', on: 'deploy?tab=versions', open: by('New version'), shown: menu },
  { name: 'new infrastructure', on: 'deploy?tab=infrastructures', open: by('Add infrastructure'), shown: dialog },
];

/** Every dialog, drawer and menu of the shell and its pages, by the place they open on. */
export const statesOf: Readonly<Record<string, readonly State[]>> = {
  'the home page': ofHome,
  'the flow': ofFlow,
  'a node of the flow': panes,
  'the pages of quality and tests': [...ofQuality, ...ofTests],
  'the pages of scenarios, connections and deployments': [...ofScenarios, ...ofConnections, ...ofDeploy],
};

/** Pages of the built sample, as in the address. */
export const pages = [
  ...['flow', 'datasets', 'datasets/merchants', 'quality', 'tests', 'models', 'models/fraud_model', 'dashboards'],
  ...['dashboards/fraud', 'scenarios', 'connections', 'deploy', 'deploy?tab=versions', 'deploy?tab=infrastructures'],
] as const;

/** Goes to a page of the sample without loading the workbench anew, and waits until it is whole. */
export async function visit(page: Page, path: string | undefined): Promise<void> {
  const route = path === undefined ? '/' : `/p/credit-card-fraud-analysis/${path}`;
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, route);
  await expect(page.locator('[data-app-state="loaded"]')).toBeVisible();
  const main = page.getByRole('main').or(page.getByRole('region', { name: 'Flow canvas' }));
  await expect(main.first()).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root, [aria-busy="true"]')).toHaveCount(0);
}
