/** What `import … from 'electron'` gives in the double. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc.ts';
export { Menu, MenuItem } from './menu.ts';
export { autoUpdater, net } from './net.ts';
export { session } from './session.ts';
export { dialog, Notification, nativeTheme, screen, shell } from './system.ts';
export { utilityProcess } from './utility-process.ts';
export { webContents } from './web-contents.ts';
