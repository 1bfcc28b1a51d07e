import type { ErrorEntry } from './entry.ts';

export const nodeErrors = {
  NODE_WRITE_FAILED: {
    status: 507,
    message: 'Writing {path} failed: {reason}',
    hint: 'Check the free space and the rights of the folder, then try again.',
  },
  NODE_DATABASE: {
    status: 500,
    message: 'The database {path} cannot be used: {reason}',
    hint: 'Start the version of Millrace that last used this data folder, or restore the folder from a backup.',
  },
  NODE_SECRETS_UNREADABLE: {
    status: 500,
    message: 'The stored secret “{name}” cannot be decrypted with the key in {path}',
    hint: 'Put the right key file back, or remove secrets.json and enter the credentials again.',
  },
  NODE_CERTIFICATE: {
    status: 500,
    message: 'The TLS certificate {path} cannot be used: {reason}',
    hint: 'Replace the certificate and its key, or remove both files: the node then makes its own.',
  },
  NODE_UNREACHABLE: {
    status: 502,
    message: '{peer} cannot be reached: {reason}',
    hint: 'Check that it runs, that this is its address and that no firewall stands between. A node that has moved is paired again at its new address.',
  },
  NODE_FINGERPRINT: {
    status: 502,
    message: '{peer} shows another certificate ({found}) than the one it was paired with ({expected})',
    hint: 'If the node was set up anew, pair with it again; otherwise somebody stands between: ask its administrator.',
  },
  NODE_UNTRUSTED: {
    status: 502,
    message: '{peer} shows a certificate that is not trusted: {reason}',
    hint: 'Pair with the node, which pins its certificate, or give it one from a known authority.',
  },
  NODE_TIMEOUT: {
    status: 504,
    message: '{peer} did not answer within {seconds} s',
    hint: 'Look at the state of that node and try again.',
  },
  NODE_REPLY: {
    status: 502,
    message: '{peer} answered with status {status}: {reason}',
    hint: 'Check that the address belongs to a Millrace node of a fitting version.',
  },
  NODE_NOT_STARTED: {
    status: 500,
    message: '{name} did not start: {reason}\n{output}',
    hint: 'Its last output above tells why.',
  },
  NODE_PAIRING_CODE: {
    status: 403,
    message: 'The pairing code is wrong, was used already or was withdrawn after too many wrong tries',
    hint: 'Take the code from the last start line of the node; a restart makes a new one.',
  },
  NODE_PORT_IN_USE: {
    status: 409,
    message: 'Port {port} of {host} is in use by another program',
    hint: 'Stop that program, or start the node with another --port.',
  },
  NODE_ADDRESS: {
    status: 400,
    message: 'The node cannot listen on {host}:{port}: {reason}',
    hint: 'Give a --host that belongs to this machine and a --port this user may use.',
  },
  NODE_ADDRESS_PRIVATE: {
    status: 403,
    message: 'Nothing is sent to {host}: its address {address} belongs to this machine or to a private network',
    hint: 'Use a public address. The operator of the node may allow this one: --allow-webhooks HOST.',
  },
  JOBS_TOO_MANY: {
    status: 429,
    message: '{waiting} builds of the project “{project}” are waiting already',
    hint: 'Wait until they are done, or cancel some.',
  },
  EVENTS_TOO_MANY: {
    status: 429,
    message: '{open} programs listen to the events of this node already',
    hint: 'Close windows of the workbench that are not needed.',
  },
  NODE_ENDED: {
    status: 500,
    message: 'The node ended while this was running',
    hint: 'Nothing half-done was kept. Start it again.',
  },
} as const satisfies Record<string, ErrorEntry>;
