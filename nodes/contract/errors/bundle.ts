import type { ErrorEntry } from './entry.ts';

const damaged = 'Fetch or make the archive again; if it stays, somebody changed it on its way: do not use it.';
const hostile = 'No Millrace makes such an archive: do not use it, and ask where it comes from.';

export const bundleErrors = {
  BUNDLE_NOT_AN_ARCHIVE: {
    status: 400,
    message: '{file} is not a Millrace archive: {reason}',
    hint: 'Choose a .millrace file made by “bundle” or “service”, whole and unchanged.',
  },
  BUNDLE_CHANGED: {
    status: 400,
    message: '{file} was changed after it was signed, or is damaged',
    hint: damaged,
  },
  BUNDLE_UNKNOWN_SIGNER: {
    status: 403,
    message: '{file} is signed by a key that is not trusted here ({fingerprint})',
    hint: 'Pair this node with the Design node that made it, or add its public key to the trusted keys.',
  },
  BUNDLE_MANIFEST: {
    status: 400,
    message: 'The manifest of {file} is not valid: {problem}',
    hint: 'Make the archive again with this version of Millrace.',
  },
  BUNDLE_SIGNATURE: {
    status: 400,
    message: 'The signature of the manifest in {file} does not fit',
    hint: damaged,
  },
  BUNDLE_PATH: {
    status: 400,
    message: '{file} holds an entry with a path that is not allowed, “{path}”: {reason}',
    hint: hostile,
  },
  BUNDLE_NOT_A_FILE: {
    status: 400,
    message: '{file} holds “{path}”, which is {found}; only plain files are allowed',
    hint: hostile,
  },
  BUNDLE_DUPLICATE: {
    status: 400,
    message: '{file} holds “{path}” twice',
    hint: hostile,
  },
  BUNDLE_CASE_COLLISION: {
    status: 400,
    message: '{file} holds “{path}” and “{other}”, which are the same file on some systems',
    hint: 'Rename one of the two objects and make the archive again.',
  },
  BUNDLE_EXTRA_ENTRY: {
    status: 400,
    message: '{file} holds “{path}”, which its manifest does not list',
    hint: hostile,
  },
  BUNDLE_MISSING_ENTRY: {
    status: 400,
    message: '{file} lacks “{path}”, which its manifest lists',
    hint: damaged,
  },
  BUNDLE_CONTENT: {
    status: 400,
    message: '“{path}” in {file} is not what the manifest says ({problem})',
    hint: damaged,
  },
  BUNDLE_TOO_LARGE: {
    status: 413,
    message: '{file} exceeds a limit of this node: {what} is {found}, allowed are {limit}',
    hint: 'Leave data out of the archive, or raise the limit in the settings of the node.',
  },
} as const satisfies Record<string, ErrorEntry>;
