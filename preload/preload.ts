import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type BridgeReply, CHANNELS, type MillraceBridge } from './bridge.ts';

async function call<T>(channel: string, argument?: unknown): Promise<T> {
  const reply: BridgeReply = await ipcRenderer.invoke(channel, argument);
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
  return reply.value as T;
}

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const forward = (_event: IpcRendererEvent, value: T) => listener(value);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const bridge: MillraceBridge = {
  appVersion: () => call(CHANNELS.appInfo),
  pickFiles: (options) => call(CHANNELS.pickFiles, options),
  pickFolder: (options) => call(CHANNELS.pickFolder, options),
  pickSavePath: (options) => call(CHANNELS.pickSavePath, options),
  revealInFolder: (path) => call(CHANNELS.revealInFolder, path),
  openExternal: (url) => call(CHANNELS.openExternal, url),
  setTitle: (title) => call(CHANNELS.setTitle, title),
  setTheme: (theme) => call(CHANNELS.setTheme, theme),
  setRecentProjects: (projects) => call(CHANNELS.setRecent, projects),
  setOffered: (commands) => call(CHANNELS.setOffered, commands),
  setUnsent: (changes) => call(CHANNELS.setUnsent, changes),
  notify: (message) => call(CHANNELS.notify, message),
  onMenuCommand: (listener) => listen(CHANNELS.menuCommand, listener),
  onOpenFile: (listener) => {
    const stop = listen(CHANNELS.openFile, listener);
    void call(CHANNELS.readyForFiles);
    return stop;
  },
  onOpenProject: (listener) => listen(CHANNELS.openProject, listener),
  updates: () => call(CHANNELS.updates),
  setUpdateMode: (mode) => call(CHANNELS.setUpdateMode, mode),
  checkForUpdates: () => call(CHANNELS.checkForUpdates),
  downloadUpdate: () => call(CHANNELS.downloadUpdate),
  cancelUpdate: () => call(CHANNELS.cancelUpdate),
  installUpdate: () => call(CHANNELS.installUpdate),
  onUpdate: (listener) => listen(CHANNELS.updateChanged, listener),
};

contextBridge.exposeInMainWorld('millrace', bridge);
