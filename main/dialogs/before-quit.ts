import { type BrowserWindow, dialog } from 'electron';
import { type AtStake, quitQuestion } from './quit-question.ts';

/** Asks over `window`, where there is one. True: go on and lose it. */
export async function askBeforeLosing(
  stake: AtStake,
  what: 'quit' | 'close',
  window: BrowserWindow | null,
): Promise<boolean> {
  const question = quitQuestion(stake, what);
  const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
  return response === 0;
}
