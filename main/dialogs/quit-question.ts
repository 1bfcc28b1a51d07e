import type { MessageBoxOptions } from 'electron';

/** What would be lost or cut off. */
export interface AtStake {
  /** Labels of what the node is doing, such as builds. */
  running: readonly string[];
  /** Changes that have not reached the node. */
  unsent: number;
}

const MOST_NAMED = 5;

/** The question before quitting, or before a window is closed with changes in it. */
export function quitQuestion({ running, unsent }: AtStake, what: 'quit' | 'close'): MessageBoxOptions {
  const changes = unsent === 1 ? 'One change has' : `${unsent} changes have`;
  const runs = running.length === 1 ? 'One run is' : `${running.length} runs are`;
  const named = running.slice(0, MOST_NAMED).map((label) => `• ${label}`);
  if (running.length > MOST_NAMED) named.push(`… and ${running.length - MOST_NAMED} more`);
  const lines = [
    ...(running.length > 0 ? [...named, 'What has run so far is kept; the rest would have to run again.'] : []),
    ...(unsent > 0 ? [`${changes} not reached the Design node yet, which is starting again.`] : []),
  ];
  return {
    type: 'question',
    title: 'Millrace',
    message: running.length > 0 ? `${runs} not finished.` : `${changes} not been saved.`,
    detail: lines.join('\n'),
    buttons: what === 'quit' ? ['Quit Anyway', 'Cancel'] : ['Close Anyway', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
}
