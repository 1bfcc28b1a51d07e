import { expect, test } from './desktop.ts';

test.describe('guards @desktop', () => {
  test('navigation to another site is refused', async ({ desktop, foreign }) => {
    const before = desktop.page.url();
    await desktop.page.evaluate((url) => location.assign(url), foreign.url);
    await expectStillThere(desktop.page, before);
    expect(foreign.requests).toEqual([]);
  });

  test('a redirect to another site is refused', async ({ desktop, foreign }) => {
    await desktop.page.evaluate((url) => location.assign(`/redirect?to=${encodeURIComponent(url)}`), foreign.url);
    await expectStillThere(desktop.page);
    expect(foreign.requests).toEqual([]);
  });

  test('navigation inside the workbench is allowed', async ({ desktop }) => {
    await desktop.page.evaluate(() => location.assign('/projects/fraud'));
    await desktop.page.waitForURL('**/projects/fraud');
    expect(await desktop.page.evaluate(() => typeof window.millrace?.appVersion)).toBe('function');
  });

  test('a pop-up never opens', async ({ desktop, foreign }) => {
    await desktop.page.evaluate((url) => void window.open(url), foreign.url);
    await desktop.page.click('#popup');
    await expectStillThere(desktop.page);
    await expect.poll(() => desktop.app.windows().length).toBe(1);
    expect(foreign.requests).toEqual([]);
  });

  test('only https and mailto links leave the app', async ({ desktop }) => {
    await desktop.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url: string) => void opened.push(url);
    });
    const failure = await desktop.page.evaluate(async () => {
      window.open('https://duckdb.org/docs');
      window.open('http://example.com/');
      window.open('ftp://example.com/');
      await window.millrace?.openExternal('mailto:a@example.com');
      return window.millrace?.openExternal('file:///etc/passwd').catch((error: Error) => error.message);
    });
    expect(failure).toContain('DESKTOP_LINK_REFUSED');
    await expect
      .poll(() => desktop.app.evaluate(() => [...(Reflect.get(globalThis, 'opened') as string[])].sort()))
      .toEqual(['https://duckdb.org/docs', 'mailto:a@example.com']);
  });

  test('a page of another site gets no answer from the shell', async ({ desktop, foreign }) => {
    await desktop.app.evaluate(({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url), foreign.url);
    await desktop.page.waitForURL(foreign.url);
    const failure = await desktop.page.evaluate(() =>
      window.millrace?.appVersion().catch((error: Error) => error.message),
    );
    expect(failure).toContain('DESKTOP_SENDER_REFUSED');
  });

  test('permissions are refused', async ({ desktop }) => {
    const states = await desktop.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  });
});

/** A refused navigation leaves no trace to wait for; a round trip to the page after it shows that nothing was under way. */
async function expectStillThere(page: import('playwright/test').Page, url = page.url()): Promise<void> {
  await page.evaluate(() => fetch('/page.js').then((reply) => reply.text()));
  expect(page.url()).toBe(url);
  expect(await page.title()).toBe('Workbench');
}
