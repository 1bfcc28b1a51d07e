import { z } from 'zod';

/** Ids are file names: lower case letters, digits, `-` and `_`. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/, 'lower-case letters, digits, - and _, at most 80');
