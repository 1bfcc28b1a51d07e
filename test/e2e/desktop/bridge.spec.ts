import { expect, test } from './desktop.ts';

test.describe('bridge @desktop', () => {
  test('the page gets exactly the functions of the bridge', async ({ desktop }) => {
    const keys = await desktop.page.evaluate(() => Object.keys(window.millrace ?? {}).sort());
    expect(keys).toEqual([
      'appVersion',
      'cancelUpdate',
      'checkForUpdates',
      'downloadUpdate',
      'installUpdate',
      'notify',
      'onMenuCommand',
      'onOpenFile',
      'onOpenProject',
      'onUpdate',
      'openExternal',
      'pickFiles',
      'pickFolder',
      'pickSavePath',
      'revealInFolder',
      'setOffered',
      'setRecentProjects',
      'setTheme',
      'setTitle',
      'setUnsent',
      'setUpdateMode',
      'updates',
    ]);
  });

  test('the page sees nothing of Node or Electron', async ({ desktop }) => {
    const types = await desktop.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    );
    expect(types).toEqual([]);
  });

  test('the page cannot change the bridge', async ({ desktop }) => {
    const isFrozen = await desktop.page.evaluate(() => {
      const before = window.millrace?.appVersion;
      try {
        Object.assign(window.millrace ?? {}, { appVersion: null });
      } catch {
        // a frozen object may throw
      }
      return window.millrace?.appVersion === before;
    });
    expect(isFrozen).toBe(true);
  });

  test('the app tells its version', async ({ desktop }) => {
    const info = await desktop.page.evaluate(() => window.millrace?.appVersion());
    expect(info).toMatchObject({ version: '0.1.0', electron: expect.stringMatching(/^\d+\./) });
  });

  test('a menu command reaches the page', async ({ desktop }) => {
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('flow.build-all')?.click());
    await expect.poll(() => desktop.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual(['flow.build-all']);
  });

  test('the menu greys what makes no sense in the window in front', async ({ desktop }) => {
    const isEnabled = (id: string) =>
      desktop.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id);
    expect(await isEnabled('edit.undo')).toBe(true);
    await desktop.page.evaluate(() => window.millrace?.setOffered(['project.new', 'go.flow']));
    await expect.poll(() => isEnabled('edit.undo')).toBe(false);
    expect(await isEnabled('go.flow')).toBe(true);
    await desktop.page.evaluate(() => window.millrace?.setRecentProjects([{ id: 'fraud', name: 'Card fraud' }]));
    expect(await isEnabled('edit.undo')).toBe(false);

    const opened = desktop.app.waitForEvent('window');
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('window.new')?.click());
    const second = await opened;
    await second.waitForURL(/#\/$/);
    await second.evaluate(() => window.millrace?.setOffered(['edit.undo']));
    await expect.poll(() => isEnabled('edit.undo')).toBe(true);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
    await expect.poll(() => isEnabled('edit.undo')).toBe(false);
  });

  test('recent projects are in the menu, and a chosen one reaches the page', async ({ desktop }) => {
    await desktop.page.evaluate(() => window.millrace?.setRecentProjects([{ id: 'fraud', name: 'Card fraud' }]));
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent.fraud')?.click());
    await expect.poll(() => desktop.page.evaluate(() => Reflect.get(window, 'projects'))).toEqual(['fraud']);
    const failure = await desktop.page.evaluate(() =>
      window.millrace?.setRecentProjects([{ id: '../x', name: 'X' }]).catch((error: Error) => error.message),
    );
    expect(failure).toContain('INPUT_INVALID');
  });

  test('a chosen file comes back, a cancelled dialog gives nothing', async ({ desktop }) => {
    const pick = () => desktop.page.evaluate(() => window.millrace?.pickFiles({ title: 'Import', multiple: true }));
    await desktop.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/data/a.csv', '/data/b.csv'] });
    });
    expect(await pick()).toEqual(['/data/a.csv', '/data/b.csv']);
    await desktop.app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    expect(await pick()).toEqual([]);
  });

  test('arguments that do not fit are refused with the field named', async ({ desktop }) => {
    const failure = await desktop.page.evaluate(() =>
      window.millrace?.pickSavePath({ suggestedName: '../../etc/passwd' }).catch((error: Error) => error.message),
    );
    expect(failure).toContain('INPUT_INVALID');
    expect(failure).toContain('suggestedName');
  });

  test('the window title follows the page through the bridge only', async ({ desktop }) => {
    await desktop.page.evaluate(async () => {
      document.title = 'Spoofed';
      await window.millrace?.setTitle('Card fraud');
    });
    const title = await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(title).toBe('Card fraud – Millrace');
  });
});
