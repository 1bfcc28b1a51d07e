import { z } from 'zod';
import { ProblemShape } from '../flow.ts';
import { Edit, Project } from '../project/index.ts';
import { RowsPage, Schema } from '../schema.ts';
import { HistoryState } from './history-state.ts';
import { both, paramsOf, type RouteSpec } from './route.ts';

const design = ['design'] as const;

/** `revision`: the one the caller saw; a project changed since is left alone. */
const SeenRevision = z.object({ revision: z.number().optional() }).default({});

export const ProjectSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  datasets: z.number(),
  recipes: z.number(),
  models: z.number(),
  modifiedAt: z.string(),
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

/** Which connection kinds exist today: a named folder of the node. Secrets of later kinds are kept apart, encrypted. */
export const Connection = z.object({ id: z.string(), kind: z.literal('folder'), path: z.string() });
export type Connection = z.infer<typeof Connection>;

export const projectRoutes = {
  'projects.list': {
    method: 'GET',
    path: '/api/projects',
    summary: 'Projects of this node',
    right: 'read',
    nodes: both,
    reply: z.array(ProjectSummary),
  },
  'projects.create': {
    method: 'POST',
    path: '/api/projects',
    summary: 'Create a project, empty or from the sample',
    right: 'write',
    nodes: design,
    body: z.object({ name: z.string().min(1), sample: z.enum(['credit-card-fraud']).optional() }),
    reply: ProjectSummary,
  },
  'projects.get': {
    method: 'GET',
    path: '/api/projects/:project',
    summary: 'The whole project: all objects',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: z.object({ project: Project, history: HistoryState }),
  },
  'projects.revision': {
    method: 'GET',
    path: '/api/projects/:project/revision',
    summary: 'Where the project stands, files that other programs changed included',
    right: 'read',
    nodes: both,
    params: paramsOf('project'),
    reply: HistoryState,
  },
  'projects.delete': {
    method: 'DELETE',
    path: '/api/projects/:project',
    summary: 'Move a project to the trash',
    right: 'admin',
    nodes: design,
    params: paramsOf('project'),
    /** `trash`: under which name it lies in the trash. */
    reply: z.object({ ok: z.literal(true), trash: z.string() }),
  },
  'projects.restore': {
    method: 'POST',
    path: '/api/trash/:trash/restore',
    summary: 'Take a project out of the trash again',
    right: 'admin',
    nodes: design,
    params: paramsOf('trash'),
    reply: ProjectSummary,
  },
  'projects.edit': {
    method: 'POST',
    path: '/api/projects/:project/edits',
    summary: 'Apply edits, all or none; `revision` is the one the caller saw',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      label: z.string(),
      edits: z.array(Edit).min(1),
      revision: z.number().optional(),
      /** Edits with the same group within seconds are one undo step. */ group: z.string().optional(),
    }),
    reply: HistoryState,
  },
  'projects.undo': {
    method: 'POST',
    path: '/api/projects/:project/undo',
    summary: 'Undo the last edit',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: SeenRevision,
    reply: HistoryState,
  },
  'projects.redo': {
    method: 'POST',
    path: '/api/projects/:project/redo',
    summary: 'Redo the last undone edit',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    body: SeenRevision,
    reply: HistoryState,
  },
  'projects.upload': {
    method: 'POST',
    path: '/api/projects/:project/files',
    summary: 'Upload a file into the project; raw body. A file of the same name stays: the new one gets a number',
    right: 'write',
    nodes: design,
    params: paramsOf('project'),
    query: z.object({
      name: z.string().min(1),
      /** Folder in the project's files; `/` between folders in folders. */
      folder: z.string().min(1).optional(),
    }),
    upload: true,
    reply: z.object({ path: z.string(), bytes: z.number() }),
  },
  'projects.detect': {
    method: 'POST',
    path: '/api/projects/:project/detect',
    summary: 'Format, columns and first rows of a file',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      connection: z.string(),
      path: z.string(),
      format: z.record(z.string(), z.unknown()).optional(),
      /** Columns as declared: they are read like that instead of as detected. */ schema: Schema.optional(),
    }),
    reply: z.object({
      format: z.object({ kind: z.string() }).catchall(z.unknown()),
      schema: Schema,
      page: RowsPage,
      /** What the reader should know: rows that cannot be read, rows that are cut, a better format. */
      problems: z.array(ProblemShape),
      /** What the files offer for settings of the format, by their key: sheets, names of ranges. */
      choices: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() }))).optional(),
      files: z.object({ count: z.number(), bytes: z.number(), names: z.array(z.string()) }),
    }),
  },
  'projects.checkTypes': {
    method: 'POST',
    path: '/api/projects/:project/check-types',
    summary: 'How many cells of files would not be read as the types of a schema, with examples',
    right: 'read',
    nodes: design,
    params: paramsOf('project'),
    body: z.object({
      connection: z.string(),
      path: z.string(),
      format: z.object({ kind: z.string() }).catchall(z.unknown()),
      schema: Schema,
    }),
    reply: z.object({
      rows: z.number(),
      columns: z.array(z.object({ name: z.string(), cells: z.number(), examples: z.array(z.string()) })),
    }),
  },
} as const satisfies Record<string, RouteSpec>;
