import { type Edit, type Project, renameVariable } from '../../nodes/contract/project/index.ts';
import type { RouteReply } from '../../nodes/contract/routes/index.ts';
import { call } from '../client/call.ts';
import { invalidate, keyOf, queryClient } from '../client/query-client.ts';
import { editProject, loadedProject } from './edit-project.ts';
import { tellError } from './notify.ts';

const projectOf = (id: string): Project | undefined => loadedProject(id)?.project;
const variablesEdit = (value: Project['variables']): Edit => ({ family: 'variables', id: '-', value });

/** Gives a variable of the project a value; one that is not there is made. */
export async function setVariable(projectId: string, name: string, value: string): Promise<void> {
  const project = projectOf(projectId);
  if (!project || project.variables[name] === value) return;
  const isNew = !Object.hasOwn(project.variables, name);
  const label = isNew ? `Add the variable ${name}` : `Set ${name} to ${shortened(value)}`;
  await editProject(projectId, [variablesEdit({ ...project.variables, [name]: value })], { label });
}

const shortened = (value: string): string => {
  const text = value === '' ? 'nothing' : value.replaceAll(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
};

/** Says what a variable is for; an empty text takes the words away. */
export async function describeVariable(projectId: string, name: string, text: string): Promise<void> {
  const project = projectOf(projectId);
  if (!project || (project.info.variables?.[name] ?? '') === text) return;
  const label = `Describe the variable ${name}`;
  await editProject(projectId, [infoEdit(project, name, text)], { label, group: `variable-note:${name}` });
}

function infoEdit({ info: { variables, ...info } }: Project, name: string, text: string): Edit {
  const { [name]: _, ...others } = variables ?? {};
  const notes = text === '' ? others : { ...others, [name]: text };
  return { family: 'info', id: '-', value: Object.keys(notes).length > 0 ? { ...info, variables: notes } : info };
}

/** Another name wherever the project uses it, as one step of the history. Its value on this node goes along. */
export async function renameEverywhere(projectId: string, from: string, to: string): Promise<void> {
  const project = projectOf(projectId);
  if (!project) return;
  const label = `Rename the variable ${from} to ${to}`;
  const done = await editProject(projectId, renameVariable(project, from, to), { label });
  const here = hereOf(projectId, from);
  if (done && here !== undefined) await setHere(projectId, to, here);
}

export async function deleteVariable(projectId: string, name: string): Promise<void> {
  const project = projectOf(projectId);
  if (!project) return;
  const { [name]: _, ...rest } = project.variables;
  const edits = [variablesEdit(rest)];
  if (project.info.variables?.[name]) edits.push(infoEdit(project, name, ''));
  await editProject(projectId, edits, { label: `Delete the variable ${name}` });
}

const listKey = (project: string) => keyOf('variables.list', { params: { project } });

function hereOf(project: string, name: string): string | undefined {
  const told = queryClient.getQueryData<RouteReply<'variables.list'>>(listKey(project));
  return told?.variables.find((one) => one.name === name)?.node ?? undefined;
}

/** The value that a variable has on this node alone; null takes it away. It is no edit of the project. */
export async function setHere(project: string, variable: string, value: string | null): Promise<void> {
  const params = { project, variable };
  try {
    if (value === null) await call('variables.delete', { params });
    else await call('variables.put', { params, body: { value } });
  } catch (error) {
    tellError(value === null ? `${variable} keeps its value on this node` : `${variable} was not set here`, error);
  }
  invalidate(['variables.list', 'flow.get'], { project });
}
