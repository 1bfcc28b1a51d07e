import { z } from 'zod';
import { VariableName, VariableState, VariableUseShape, VariableValue } from '../variables.ts';
import { HistoryState } from './history-state.ts';
import { both, Done, id, paramsOf, type RouteSpec } from './route.ts';

const ofVariable = z.object({ project: id, variable: VariableName });

export const variableRoutes = {
  'variables.list': {
    method: 'GET',
    path: '/api/projects/:project/variables',
    summary: 'Variables of a project on this node: value in effect, what each layer says, and where they are used',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.object({ variables: z.array(VariableState), uses: z.array(VariableUseShape) }),
  },
  'variables.put': {
    method: 'PUT',
    path: '/api/projects/:project/variables/:variable/here',
    summary: 'Give a variable a value on this node, which goes before those of the project and the deployment',
    right: 'write',
    nodes: both,
    params: ofVariable,
    body: z.object({ value: VariableValue }),
    reply: VariableState,
  },
  'variables.delete': {
    method: 'DELETE',
    path: '/api/projects/:project/variables/:variable/here',
    summary: 'Take away the value that a variable has on this node',
    right: 'write',
    nodes: both,
    params: ofVariable,
    reply: Done,
  },
  'variables.rename': {
    method: 'POST',
    path: '/api/projects/:project/variables/:variable/rename',
    summary:
      'Give a variable another name wherever the project uses it, as one edit; its value on this node goes along',
    right: 'write',
    nodes: ['design'],
    params: ofVariable,
    body: z.object({ to: VariableName, revision: z.number().optional() }),
    reply: HistoryState,
  },
} as const satisfies Record<string, RouteSpec>;
