import type { ErrorEntry } from './entry.ts';

export const desktopErrors = {
  DESKTOP_SENDER_REFUSED: {
    status: 403,
    message: 'A call to the desktop shell ({channel}) came from {origin}, which is not the workbench',
    hint: 'Only the workbench page of this app may use native functions. Reload the window.',
  },
  DESKTOP_LINK_REFUSED: {
    status: 400,
    message: 'The link {url} was not opened: only https and mailto links open outside the app',
    hint: 'Copy the address and open it yourself if you trust it.',
  },
  DESKTOP_NODE_START: {
    status: 500,
    message: 'The Design node did not start: {reason}',
    hint: 'Look at its log ({logFile}), then try again.',
  },
} as const satisfies Record<string, ErrorEntry>;
