import { fail } from '../contract/errors/index.ts';
import { nearestVariable } from '../contract/fill-variables.ts';
import { type Edit, renameVariable, variableUses } from '../contract/project/index.ts';
import type { RouteReply } from '../contract/routes/index.ts';
import { type VariableState, variableStates } from '../contract/variables.ts';
import type { Workspace } from './workspace/types.ts';

/** Variables of a project on this node, with every place that uses them. */
export function listVariables(workspace: Workspace): RouteReply<'variables.list'> {
  const { project } = workspace;
  const uses = variableUses(project).map((use) => ({ ...use, path: [...use.path] }));
  return { variables: variableStates(workspace.layers(), project.info.variables), uses };
}

/** Gives a variable a value on this node alone. */
export async function setHere(workspace: Workspace, name: string, value: string): Promise<VariableState> {
  await workspace.setHere(name, value);
  return stateOf(workspace, name);
}

/** Takes the value on this node away. NOT_FOUND when there is none. */
export async function removeHere(workspace: Workspace, name: string): Promise<void> {
  const { node } = workspace.layers();
  if (!Object.hasOwn(node, name)) throw unknown(name, Object.keys(node));
  await workspace.setHere(name, null);
}

/** The edits of a rename. NOT_FOUND, VARIABLE_EXISTS. */
export function renameEdits(workspace: Workspace, from: string, to: string): Edit[] {
  const { project } = workspace;
  if (!Object.hasOwn(project.variables, from)) throw unknown(from, Object.keys(project.variables));
  if (Object.hasOwn(project.variables, to)) throw fail('VARIABLE_EXISTS', { name: to });
  return renameVariable(project, from, to);
}

/** The value on this node goes along under the new name; it stays under the old one too, for an undo. */
export async function copyHere(workspace: Workspace, from: string, to: string): Promise<void> {
  const { node } = workspace.layers();
  if (Object.hasOwn(node, from)) await workspace.setHere(to, node[from] ?? null);
}

function stateOf(workspace: Workspace, name: string): VariableState {
  const state = listVariables(workspace).variables.find((one) => one.name === name);
  if (!state) throw new Error(`the variable ${name} was not kept`);
  return state;
}

const unknown = (id: string, known: string[]) =>
  fail('NOT_FOUND', { kind: 'variable', id, suggestion: nearestVariable(id, known) });
