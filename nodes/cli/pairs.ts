import { fail } from '../contract/errors/index.ts';

/** `name=value` arguments of an option as an object. INPUT_INVALID. */
export function parsePairs(option: string, pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw fail('INPUT_INVALID', { where: option, problem: `“${pair}” is not name=value` });
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
