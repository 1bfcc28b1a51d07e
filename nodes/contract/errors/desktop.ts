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
  DESKTOP_UPDATE_CHECK: {
    status: 502,
    message: 'No newer version could be looked for: {reason}',
    hint: 'Check the network and try again later; whoever runs the update feed ({feed}) can tell more.',
  },
  DESKTOP_UPDATE_DOWNLOAD: {
    status: 502,
    message: 'Version {version} was not downloaded: {reason}',
    hint: 'Try again later. What was damaged or not signed by the publisher is never installed.',
  },
  DESKTOP_UPDATE_INSTALL: {
    status: 500,
    message: 'Version {version} was not installed: {reason}',
    hint: 'The version you have goes on working. Install the new one by hand, or try again.',
  },
  DESKTOP_UPDATE_FIXED: {
    status: 403,
    message: 'How Millrace looks for updates is set by the operator of this machine',
    hint: 'Ask the operator to change it in {file}.',
  },
} as const satisfies Record<string, ErrorEntry>;
