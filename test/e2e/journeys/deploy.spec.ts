import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request } from 'playwright/test';
import { ROOT } from '../desktop/desktop.ts';
import { test as base, expect, openPage } from './pages-sample.ts';

interface Ready {
  url: string;
  token: string;
  pairing_code: string;
}

interface Target {
  /** A fresh Automation node in its own process. */
  automation: Ready;
}

const test = base.extend<Target>({
  automation: async ({ userData }, use) => {
    const entry = join(ROOT, 'nodes', 'automation', 'main.ts');
    const args = [entry, '--data', join(userData, 'automation'), '--port', '0', '--host', '127.0.0.1'];
    const node = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ready = await new Promise<Ready>((resolve, reject) => {
      node.once('exit', (code) => reject(new Error(`the Automation node ended with code ${code}`)));
      createInterface({ input: node.stdout }).on('line', (line) => {
        if (line.startsWith('{"event":"ready"')) resolve(JSON.parse(line) as Ready);
      });
    });
    await use(ready);
    node.kill('SIGTERM');
    await once(node, 'exit');
  },
});

test.use({ refusals: true });
test.describe.configure({ timeout: 240_000 });

test('a node is paired, a deployment that cannot run says why, the next serves, and is rolled back', async ({
  sample: page,
  automation,
  userData,
}, testInfo) => {
  await openPage(page, 'Deploy');
  await page.getByRole('tab', { name: 'Infrastructures' }).click();
  await page.getByRole('button', { name: 'Add infrastructure' }).click();
  await page.getByLabel('Name').fill('Production batch');
  await page.getByText('Production', { exact: true }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  await page.getByRole('button', { name: 'Pair a node' }).click();
  await page.getByLabel('Address').fill(automation.url);
  await page.getByLabel('Code').fill('WRONG-CODE-0000');
  await page.getByRole('button', { name: 'Pair', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/code/i);
  await page.getByLabel('Code').fill(automation.pairing_code);
  await page.getByRole('button', { name: 'Pair', exact: true }).click();
  await expect(page.getByRole('article', { name: 'Production batch' })).toContainText('Healthy');

  await page.getByRole('main').getByRole('button', { name: 'Deploy', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  const mapping = dialog.getByRole('row', { name: /^bank/ });
  await expect(mapping).toContainText('has no connection “bank” (it has: none)');
  await dialog.getByLabel('Release notes').fill('First version');
  await dialog.getByRole('button', { name: 'Deploy' }).click();
  await expect(dialog.getByText('Stopped at “Preload”')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/connection “bank”/).first()).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(7);

  await connectBank(automation, userData);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByRole('button', { name: 'Test again' }).click();
  await expect(mapping).toContainText('Works');
  await page.screenshot({ path: testInfo.outputPath('mapping.png') });
  await dialog.getByRole('button', { name: 'Deploy' }).click();
  await expect(dialog.getByText('Succeeded')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('tab', { name: 'Deployments' }).click();
  const deployment = page.getByRole('article', { name: /on Production batch/ });
  await expect(deployment).toContainText('Healthy');
  await deployment.getByRole('button', { name: 'Deploy…' }).click();
  await dialog.getByRole('button', { name: 'Deploy' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click({ timeout: 60_000 });

  await deployment.getByRole('button', { name: 'Roll back' }).click();
  await page.getByRole('menuitem', { name: 'Version 2' }).click();
  await deployment.getByRole('button', { name: 'History' }).click();
  await expect(deployment.getByRole('row', { name: /Roll back 2 .*Succeeded/ })).toBeVisible({ timeout: 60_000 });
  await expect(deployment.getByRole('row', { name: /Deploy 1 .*Failed/ })).toBeVisible();
});

/** Gives the Automation node the connection that the sample reads from. */
async function connectBank({ url, token }: Ready, path: string): Promise<void> {
  const api = await request.newContext({
    ignoreHTTPSErrors: true,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const answer = await api.put(`${url}/api/connections/bank`, { data: { id: 'bank', kind: 'folder', path } });
  expect(answer.ok()).toBe(true);
  await api.dispose();
}
