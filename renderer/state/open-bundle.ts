import { bridge } from '../client/bridge.ts';
import { useWorkbench } from './workbench.ts';

export const isBundle = (name: string): boolean => name.toLowerCase().endsWith('.millrace');

/** Lets a person choose a `.millrace` file: with the system's dialog on the desktop, else with the browser's. */
export async function chooseBundle(): Promise<void> {
  const shell = bridge();
  if (shell) {
    const filters = [{ name: 'Millrace bundle', extensions: ['millrace'] }];
    const [path] = await shell.pickFiles({ title: 'Open a bundle', filters });
    if (path) useWorkbench.getState().set({ opened: { path } });
    return;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.millrace';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) useWorkbench.getState().set({ opened: { file } });
  };
  input.click();
}
