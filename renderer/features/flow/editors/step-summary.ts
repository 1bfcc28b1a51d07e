import { ruleOfMeaning } from '../../../../nodes/contract/meanings.ts';
import type { OwnMeanings } from '../../../../nodes/contract/project/index.ts';
import type { OwnMeaningId } from '../../../../nodes/contract/schema.ts';

/** The settings of a step in a few words, whatever its kind: names and values in order, arrows for pairs; `own` names meanings of the project. */
export function stepSummary(settings: Record<string, unknown>, own: OwnMeanings = {}): string {
  const words: string[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'string' && value !== '') words.push(value);
    else if (typeof value === 'number') words.push(String(value));
    else if (Array.isArray(value)) for (const one of value) add(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string' && !(key in named)) words.push(`${key} → ${inner}`);
        else add(inner);
      }
    }
  };
  const named: Record<string, true> = {
    column: true,
    columns: true,
    name: true,
    formula: true,
    value: true,
    from: true,
    to: true,
  };
  for (const [key, value] of Object.entries(settings))
    add(key === 'meaning' && isOwn(value) ? (ruleOfMeaning(value, own)?.label ?? value.replace('own:', '')) : value);
  return words.join(', ');
}

const isOwn = (value: unknown): value is OwnMeaningId => typeof value === 'string' && value.startsWith('own:');
