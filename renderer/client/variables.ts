import { useMemo } from 'react';
import { type VariableState, variableStates } from '../../nodes/contract/variables.ts';
import { useCall } from './hooks.ts';

const none: VariableState[] = [];

/** Every variable of a project with its value in effect on this node; changes of the project show at once. */
export function useVariables(project: string | null): VariableState[] {
  const params = { project: project ?? '' };
  const loaded = useCall('projects.get', { params }, { enabled: project !== null }).data?.project;
  const told = useCall('variables.list', { params }, { enabled: project !== null }).data?.variables;
  return useMemo(() => {
    if (!loaded) return none;
    const layer = (name: 'deployment' | 'node') =>
      Object.fromEntries((told ?? []).flatMap((one) => (one[name] === null ? [] : [[one.name, one[name]]])));
    const values = { project: loaded.variables, deployment: layer('deployment'), node: layer('node') };
    return variableStates(values, loaded.info.variables);
  }, [loaded, told]);
}
