import { createHash } from 'node:crypto';
import { defineFunction } from '../function-kind.ts';

function digest(id: 'md5' | 'sha256', help: string, cases: readonly (readonly [string, string | null])[]) {
  return defineFunction({
    id,
    category: 'privacy',
    help,
    keywords: ['hash', 'pseudonymise'],
    params: [{ name: 'text', type: 'string' }],
    result: 'string',
    sql: ([a]) => `${id}(${a})`,
    row: (a) => createHash(id).update(a, 'utf8').digest('hex'),
    cases,
  });
}

export const md5 = digest('md5', 'The MD5 digest in hexadecimal: quick, not for secrets.', [
  [`md5('a')`, '0cc175b9c0f1b6a831c399e269772661'],
  [`md5('é')`, '66ddcd97cfdeabb2f6fb8a999b4bc76f'],
]);

export const sha256 = digest('sha256', 'The SHA-256 digest in hexadecimal.', [
  [`sha256('a')`, 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
  ['sha256(null)', null],
]);
