import type { VariableState } from './variables.ts';

/**
 * Where values of variables come from; what stands later wins. After them come the values of a run: those of a scenario, of a build
 * that was started with some, of a golden test.
 */
export const variableLayers = ['project', 'deployment', 'node'] as const;
export type VariableLayer = (typeof variableLayers)[number];

/** Values by name, of each layer. */
export type LayeredValues = Readonly<Record<VariableLayer, Readonly<Record<string, string>>>>;

/** Every variable that has a value in one of the layers, by name. */
export function variableStates(values: LayeredValues, notes: Readonly<Record<string, string>> = {}): VariableState[] {
  const names = new Set(variableLayers.flatMap((layer) => Object.keys(values[layer])));
  return [...names].sort().map((name) => {
    const from = variableLayers.findLast((layer) => Object.hasOwn(values[layer], name)) ?? 'project';
    const of = (layer: VariableLayer) => (Object.hasOwn(values[layer], name) ? (values[layer][name] ?? null) : null);
    return {
      ...{ name, from, value: of(from) ?? '', description: notes[name] ?? '' },
      ...{ project: of('project'), deployment: of('deployment'), node: of('node') },
    };
  });
}

/** The value in effect of every variable. */
export function valuesInEffect(values: LayeredValues): Record<string, string> {
  return Object.assign({}, ...variableLayers.map((layer) => values[layer]));
}
