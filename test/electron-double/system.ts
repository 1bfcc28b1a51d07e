import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: SCREEN, workArea: SCREEN, scaleFactor: 1 };

interface MessageBox {
  cancelId?: number;
  message?: string;
}

/** Dialogs are answered as if cancelled; a test puts its own answer in their place, as with the real ones. */
export const dialog = strict(
  {
    showOpenDialog: async (..._args: unknown[]) => ({ canceled: true, filePaths: [] as string[] }),
    showSaveDialog: async (..._args: unknown[]) => ({ canceled: true, filePath: '' }),
    showMessageBox: async (...given: [object, MessageBox] | [MessageBox]) => {
      const options = given.at(-1) as MessageBox;
      process.stderr.write(`electron double: message box: ${options.message}\n`);
      return { response: options.cancelId ?? 0, checkboxChecked: false };
    },
    showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
  },
  'dialog',
);

export const shell = strict(
  {
    openExternal: async (_url: string) => undefined,
    showItemInFolder: (_path: string) => undefined,
  },
  'shell',
);

export const screen = strict({ getPrimaryDisplay: () => display, getAllDisplays: () => [display] }, 'screen');

export const nativeTheme = strict({ themeSource: 'system' as string, shouldUseDarkColors: false }, 'nativeTheme');

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor({ title = '', body = '' }: { title?: string; body?: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    queueMicrotask(() => this.emit('show'));
  }
}
