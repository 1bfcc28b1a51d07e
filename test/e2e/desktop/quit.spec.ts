import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desktop, expect, test } from './desktop.ts';

const build = [{ kind: 'build', label: 'Build features', project: 'fraud', startedAt: '2026-03-01T08:00:00Z' }];

/** What this instance of the app is doing, as its node tells. */
function setRunning({ userData }: Desktop, work: object[]): void {
  mkdirSync(join(userData, 'design'), { recursive: true });
  writeFileSync(join(userData, 'design', 'running.json'), JSON.stringify(work));
}

/** Answers every question of the shell with this button and keeps what was asked. */
const answerWith = ({ app }: Desktop, response: number) =>
  app.evaluate(({ dialog }, button) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (...given: { message: string; detail: string }[]) => {
      const options = given.at(-1);
      asked.push(`${options?.message} ${options?.detail}`);
      return { response: button, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, response);

const asked = ({ app }: Desktop) => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
const quit = ({ app }: Desktop) => app.evaluate(({ app: shell }) => shell.quit());
const closeWindow = ({ app }: Desktop, index = 0) =>
  app.evaluate(({ BrowserWindow }, at) => BrowserWindow.getAllWindows()[at]?.close(), index);

test.describe('the end of the app @desktop', () => {
  test('quitting asks while a run is not finished, and stays when told so', async ({ desktop }) => {
    setRunning(desktop, build);
    await answerWith(desktop, 1);
    await quit(desktop);
    await expect.poll(() => asked(desktop)).toEqual([expect.stringContaining('One run is not finished')]);
    expect((await asked(desktop))[0]).toContain('Build features');
    await closeWindow(desktop);
    await expect.poll(async () => (await asked(desktop)).length).toBe(2);
    expect(await desktop.page.evaluate(() => document.title)).toBe('Workbench');
    setRunning(desktop, []);
  });

  test('quitting anyway ends the run and the node', async ({ desktop }) => {
    setRunning(desktop, build);
    await answerWith(desktop, 0);
    const closed = desktop.app.waitForEvent('close');
    await closeWindow(desktop).catch(() => undefined);
    await closed;
    expect(desktop.log()).toContain('stopped gracefully');
  });

  test('a window with changes that were not saved asks before it closes, another closes at once', async ({
    desktop,
  }) => {
    const opened = desktop.app.waitForEvent('window');
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('window.new')?.click());
    const second = await opened;
    await second.waitForURL(/#\/$/);
    await desktop.page.evaluate(() => window.millrace?.setUnsent(2));
    await answerWith(desktop, 1);
    await closeWindow(desktop);
    await expect.poll(() => asked(desktop)).toEqual([expect.stringContaining('2 changes have not been saved')]);
    expect(desktop.app.windows()).toHaveLength(2);
    await closeWindow(desktop, 1);
    await expect.poll(() => desktop.app.windows().length).toBe(1);
    await desktop.page.evaluate(() => window.millrace?.setUnsent(0));
  });
});
