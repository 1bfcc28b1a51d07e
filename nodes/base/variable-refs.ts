/** What a name of a variable looks like. */
export const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** A `${name}` in a text; `to` is after its brace. */
export interface VariableRef {
  name: string;
  from: number;
  to: number;
}

/** Every `${name}` of a text, in order. */
export function variableRefs(text: string): VariableRef[] {
  return [...text.matchAll(reference)].map(({ 0: found, 1: name = '', index }) => ({
    name,
    from: index,
    to: index + found.length,
  }));
}

/** The text with every `${name}` replaced by its value. A value is not looked into again. */
export function fillRefs(text: string, textOf: (name: string) => string): string {
  return text.replace(reference, (_, name: string) => textOf(name));
}

/** The text with every `${from}` as `${to}`. */
export function renameRefs(text: string, from: string, to: string): string {
  return text.replace(reference, (whole, name: string) => (name === from ? `\${${to}}` : whole));
}

/** The name when the text is one `${name}` and nothing else. */
export function onlyRef(text: string): string | undefined {
  const [ref, ...others] = variableRefs(text);
  return ref && others.length === 0 && ref.from === 0 && ref.to === text.length ? ref.name : undefined;
}

/** Changes every text within a value, however deep; `path` leads to it. Everything else stays as it is. */
export function mapTexts(
  value: unknown,
  change: (text: string, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((one, index) => mapTexts(one, change, [...path, String(index)]));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mapTexts(member, change, [...path, key])]),
  );
}
