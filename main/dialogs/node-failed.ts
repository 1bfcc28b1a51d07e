import { dialog } from 'electron';

export type NodeFailedChoice = 'retry' | 'show-log' | 'quit';

const CHOICES: readonly NodeFailedChoice[] = ['retry', 'show-log', 'quit'];

/** Tells that the Design node cannot run and asks what to do. */
export async function askAfterNodeFailure(message: string, hint: string): Promise<NodeFailedChoice> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Millrace',
    message,
    detail: hint,
    buttons: ['Try Again', 'Show Log', 'Quit'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return CHOICES[response] ?? 'quit';
}
