import { closest } from '../../../nodes/base/closest.ts';
import { fillRefs, variableRefs } from '../../../nodes/base/variable-refs.ts';

/** A reference that is being typed: its beginning, and what is there of its name. */
export interface OpenRef {
  /** Place of the `$`. */
  from: number;
  typed: string;
}

/** The `${na` that the cursor stands at the end of. */
export function openRefAt(text: string, cursor: number): OpenRef | null {
  const found = /\$\{([A-Za-z0-9_]*)$/.exec(text.slice(0, cursor));
  return found ? { from: found.index, typed: found[1] ?? '' } : null;
}

/** The text with the open reference complete, and where the cursor goes. A brace that is there already is not written again. */
export function completed(
  text: string,
  cursor: number,
  { from }: OpenRef,
  name: string,
): { text: string; cursor: number } {
  const rest = text.slice(cursor).replace(/^[A-Za-z0-9_]*\}/, '');
  const before = `${text.slice(0, from)}\${${name}}`;
  return { text: before + rest, cursor: before.length };
}

interface Named {
  name: string;
}

/** Variables whose names fit what is typed: those that begin with it, then those that hold it. */
export function fitting<T extends Named>(variables: readonly T[], typed: string): T[] {
  const wanted = typed.toLowerCase();
  const rank = ({ name }: Named) => {
    const at = name.toLowerCase().indexOf(wanted);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  return variables.filter((one) => rank(one) < 2).sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** A reference to a variable that is not there, with the name that may have been meant. */
export interface UnknownRef {
  name: string;
  near: string | undefined;
}

/** Each unknown name of a text once. */
export function unknownRefs(text: string, known: readonly string[]): UnknownRef[] {
  const names = new Set(variableRefs(text).map(({ name }) => name));
  return [...names].filter((name) => !known.includes(name)).map((name) => ({ name, near: closest(name, known) }));
}

/** What the text is with the values of its variables; null when it has none, or one without a value. */
export function filledText(text: string, values: ReadonlyMap<string, string>): string | null {
  const refs = variableRefs(text);
  if (refs.length === 0 || refs.some(({ name }) => !values.has(name))) return null;
  return fillRefs(text, (name) => values.get(name) ?? '');
}
