import type { ErrorEntry } from './entry.ts';

export const commonErrors = {
  INTERNAL: {
    status: 500,
    message: 'Something went wrong inside Millrace (log id {logId})',
    hint: 'Try again; if it stays, report it with the log id.',
  },
  ABORTED: { status: 409, message: 'The work was cancelled', hint: 'Start it again when you want it.' },
  INPUT_INVALID: { status: 400, message: '{where}: {problem}', hint: 'Correct the named field and send it again.' },
  NOT_FOUND: {
    status: 404,
    message: 'There is no {kind} “{id}”{suggestion}',
    hint: 'Check the name, or list what exists.',
  },
  NODE_TOO_OLD: {
    status: 500,
    message: 'Node.js {found} is too old; Millrace needs 24 or newer',
    hint: 'Start it through npm, which uses the pinned Node.',
  },
  FILE_MISSING: { status: 404, message: 'The file {path} does not exist', hint: 'Check the path.' },
  FILE_UNREADABLE: {
    status: 400,
    message: 'The file {path} cannot be read: {reason}',
    hint: 'Check its rights and that it is a file.',
  },
  LOCKED: {
    status: 409,
    message: '{what} is in use by another process (pid {pid})',
    hint: 'Wait until it is done, or stop that process.',
  },
  DEMO_FAILED: { status: 500, message: 'The demo did not hold: {what}', hint: 'Run it again; report it if it stays.' },
} as const satisfies Record<string, ErrorEntry>;
