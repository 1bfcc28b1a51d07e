import { type BrowserWindow, dialog } from 'electron';

/** Tells that a window's page crashed again and again, or does not answer. True: load it anew. */
export async function askAfterPageFailure(window: BrowserWindow, why: 'crashed' | 'hangs'): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Millrace',
    message: why === 'crashed' ? 'This window has crashed several times.' : 'This window does not answer.',
    detail:
      why === 'crashed'
        ? 'Nothing is lost: changes are kept by the Design node. Load it again, or close it.'
        : 'It may be busy with something large. Wait a little, or load it again; changes are kept by the Design node.',
    buttons: why === 'crashed' ? ['Load Again', 'Close Window'] : ['Load Again', 'Wait'],
    defaultId: why === 'crashed' ? 0 : 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
