import { createContext, useContext, useMemo } from 'react';
import { useVariables } from '../../client/variables.ts';
import { currentProject } from '../../state/current-project.ts';

/** Names that a form knows beside the variables of the project: those of a run. Null: its settings are not filled in. */
export const VariableScope = createContext<readonly string[] | null>([]);

const runWord = 'set by the run';

export interface KnownVariable {
  name: string;
  /** Null: known when it runs. */
  value: string | null;
  /** Where the value comes from, in a few words. */
  from: string;
}

const layers = { project: 'project', deployment: 'deployment', node: 'this node' } as const;

/** Variables that a setting of this form may use; null when it may use none. */
export function useKnownVariables(): KnownVariable[] | null {
  const scope = useContext(VariableScope);
  const variables = useVariables(currentProject());
  return useMemo(() => {
    if (scope === null) return null;
    const known: KnownVariable[] = variables.map(({ name, value, from }) => ({ name, value, from: layers[from] }));
    const names = new Set(known.map(({ name }) => name));
    const more = scope.filter((name) => !names.has(name));
    return [...known, ...more.map((name) => ({ name, value: null, from: runWord }))];
  }, [scope, variables]);
}
