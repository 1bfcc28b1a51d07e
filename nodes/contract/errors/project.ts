import type { ErrorEntry } from './entry.ts';

export const projectErrors = {
  PROJECT_MISSING: {
    status: 404,
    message: 'There is no Millrace project in {folder}: it holds no millrace.json',
    hint: 'Check the folder, or make a project there with “millrace init”.',
  },
  PROJECT_EXISTS: {
    status: 409,
    message: 'There is a project in {folder} already',
    hint: 'Choose an empty folder.',
  },
  PROJECT_FILE: {
    status: 400,
    message: 'The project file {file} is not valid: {field}{problem}',
    hint: 'Correct the field in the file, or restore the file from its history.',
  },
  PROJECT_TOO_NEW: {
    status: 400,
    message: 'The project in {folder} has format {found}; this Millrace knows formats up to {known}',
    hint: 'Open it with a newer Millrace.',
  },
  PROJECT_EDIT: {
    status: 400,
    message: 'The change of {family} “{id}” is not valid: {field}{problem}',
    hint: 'Correct the named field and send the change again.',
  },
  PROJECT_REVISION: {
    status: 409,
    message: 'The project was changed in the meantime (it is at revision {found}, the change was made on {expected})',
    hint: 'Load the project again and repeat the change.',
  },
  PROJECT_CLOSED: {
    status: 503,
    message: 'The project is being closed and takes no more changes',
    hint: 'The change was not made. Open the project again and repeat it.',
  },
  VARIABLE_EXISTS: {
    status: 409,
    message: 'There is a variable “{name}” already',
    hint: 'Choose another name.',
  },
  IMPORT_KIND: {
    status: 400,
    message: '{file} holds an API service, not a project',
    hint: 'Open a bundle of a project. An API service is deployed to API nodes: publish the file on the Deploy page.',
  },
  IMPORT_DESKTOP_ONLY: {
    status: 403,
    message: 'This node reads no files of its own machine for others',
    hint: 'Choose the file on the home page: it is uploaded then.',
  },
  PROJECT_READ_ONLY: {
    status: 403,
    message: 'The project in {folder} is deployed here and cannot be changed',
    hint: 'Change it on the Design node and deploy a new version.',
  },
} as const satisfies Record<string, ErrorEntry>;
