import { variableName } from '../../../nodes/base/variable-refs.ts';
import type { Project, VariableUse } from '../../../nodes/contract/project/index.ts';
import type { VariableLayer, VariableState } from '../../../nodes/contract/variables.ts';
import { graphOf, reach } from '../../flow/graph.ts';

export const layerWords: Record<VariableLayer, string> = {
  project: 'the project',
  deployment: 'the deployment',
  node: 'this node',
};

/** What is wrong with a name for a new variable, or null. */
export function nameProblem(name: string, taken: Readonly<Record<string, unknown>>): string | null {
  if (name === '') return 'Give it a name';
  if (!variableName.test(name)) return 'Letters, digits and _, a digit not first';
  if (name.length > 80) return 'At most 80 characters';
  return Object.hasOwn(taken, name) ? 'There is one of this name' : null;
}

/** Where a use is looked at. */
export function linkOfUse(project: string, { family, id }: VariableUse): string {
  const pages: Partial<Record<VariableUse['family'], string>> = {
    quality: `quality?dataset=${id}`,
    scenarios: `scenarios?scenario=${id}`,
    dashboards: `dashboards/${id}`,
    tests: `tests?test=${id}`,
  };
  return `/p/${project}/${pages[family] ?? 'flow'}`;
}

export const isNode = ({ family }: VariableUse): boolean => family === 'datasets' || family === 'recipes';

/** Nodes of the flow that have other rows when the variable has another value: those that read it and all that comes after. */
export function dependents(project: Project, uses: readonly VariableUse[]): string[] {
  const first = uses.filter((use) => isNode(use) && use.how === 'reads').map(({ id }) => id);
  return [...new Set([...first, ...reach(graphOf(project), first, 'down')])];
}

/** A value set for the runs of a scenario. */
export interface ScenarioValue {
  variable: string;
  scenario: string;
  name: string;
  text: string;
}

export const scenarioValues = (uses: readonly VariableUse[]): ScenarioValue[] =>
  uses
    .filter(({ how }) => how === 'sets')
    .map(({ variable, id, name, text }) => ({ variable, scenario: id, name, text }));

/** Names that are read somewhere and have no value anywhere; scenarios may give them one. */
export function missingNames(uses: readonly VariableUse[], states: readonly VariableState[]): string[] {
  const known = new Set(states.map(({ name }) => name));
  const given = new Set(uses.filter(({ how }) => how === 'sets').map(({ variable }) => variable));
  const inFlow = uses.filter((use) => use.how === 'reads' && (isNode(use) || !given.has(use.variable)));
  const builtIn = (use: VariableUse) => use.family === 'scenarios' && scenarioWords.includes(use.variable);
  return [
    ...new Set(inFlow.filter((use) => !known.has(use.variable) && !builtIn(use)).map(({ variable }) => variable)),
  ];
}

/** What texts of a scenario know besides. */
export const scenarioWords = ['today', 'yesterday', 'tomorrow', 'now', 'scenario', 'outcome'];
