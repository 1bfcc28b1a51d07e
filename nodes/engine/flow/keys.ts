import { createHash } from 'node:crypto';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Recipe } from '../../contract/project/index.ts';
import type { SourcePrint } from './source-print.ts';

/** Raised whenever the same settings may give other rows than before: all results become stale. */
export const engineVersion = 1;

/** What a result was made of; kept beside it, so that later it can be said in words why it is stale. */
export interface Fingerprint {
  engine: number;
  recipe: { id: string; kind: string; version: number };
  /** The recipe passed its first input through. */
  bypassed?: boolean;
  /** As stored in the project, variables not filled in; empty when bypassed. */
  settings: Record<string, unknown>;
  variables: Record<string, string>;
  /** The project's meanings that the settings follow: id → hash of what it said. */
  meanings?: Record<string, string> | undefined;
  /** Role → input nodes in order, each with the key of its rows (or model version) and, for files, what was read. */
  inputs: Record<string, { node: string; key: string; source?: SourcePrint }[]>;
}

/** Content key: 32 hexadecimal digits of the SHA-256 of the canonical JSON. */
export function contentKey(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

/**
 * What a failure is about: the key of the rows that should have been made, or, where that cannot be known, the recipe as it
 * was set up. A recipe that is set up otherwise has not failed.
 */
export const failureKey = (expected: string | null, recipe: Recipe): string => expected ?? contentKey({ recipe });

/** Key of one output of a recipe. `settings` have their variables filled in and defaults applied. */
export function outputKey(
  fingerprint: Fingerprint,
  settings: Record<string, unknown>,
  output: { role: string; index: number },
): string {
  const { engine, recipe, inputs } = fingerprint;
  const inputKeys = Object.fromEntries(
    Object.entries(inputs).map(([role, list]) => [role, list.map((input) => input.key)]),
  );
  return contentKey({ engine, kind: recipe.kind, version: recipe.version, settings, inputs: inputKeys, output });
}
