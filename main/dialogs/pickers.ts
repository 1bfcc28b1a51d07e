import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { PickFilesOptions, PickFolderOptions, PickSavePathOptions } from '../../preload/bridge.ts';

/** Native open dialog over `window`; absolute paths, empty when cancelled. */
export async function pickFiles(window: BrowserWindow, options: PickFilesOptions): Promise<string[]> {
  const properties: OpenDialogOptions['properties'] = ['openFile'];
  if (options.multiple) properties.push('multiSelections');
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: options.title,
    filters: options.filters,
    properties,
  });
  return canceled ? [] : filePaths;
}

/** Native folder dialog; null when cancelled. */
export async function pickFolder(window: BrowserWindow, options: PickFolderOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: options.title,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Native save dialog, which also asks before replacing a file; null when cancelled. */
export async function pickSavePath(window: BrowserWindow, options: PickSavePathOptions): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: options.title,
    defaultPath: options.suggestedName,
    filters: options.filters,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || !filePath ? null : filePath;
}
