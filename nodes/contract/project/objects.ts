import { z } from 'zod';
import { Schema } from '../schema.ts';

/** Ids are file names: lower case letters, digits, `-` and `_`. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/, 'lower-case letters, digits, - and _, at most 80');

/** Free settings of a kind; the kind's own schema validates them. */
const Settings = z.record(z.string(), z.unknown());

const common = {
  id: Id,
  name: z.string().min(1).max(200),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
};

/** `millrace.json`. */
export const ProjectInfo = z.object({
  format: z.literal(1),
  id: Id,
  name: z.string().min(1).max(200),
  description: z.string().default(''),
});
export type ProjectInfo = z.infer<typeof ProjectInfo>;

/** `variables.json`: usable as `${name}` in any setting. */
export const Variables = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string());
export type Variables = z.infer<typeof Variables>;

/** Colours of zones, canvas notes and the like; the workbench has a light and a dark tone of each. */
export const canvasColours = ['grey', 'blue', 'green', 'amber', 'red', 'violet'] as const;
export const CanvasColour = z.enum(canvasColours);
export type CanvasColour = z.infer<typeof CanvasColour>;

/** A named part of the flow: its members by id, wherever they stand. A node is in one zone at most. */
export const Zone = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  colour: CanvasColour.default('blue'),
  nodes: z.array(Id),
  /** Shown as one node. */
  collapsed: z.boolean().optional(),
});
export type Zone = z.infer<typeof Zone>;

/** A sticky note of the canvas: Markdown on a coloured card. */
export const CanvasNote = z.object({
  id: Id,
  text: z.string().max(20_000),
  colour: CanvasColour.default('amber'),
  x: z.number(),
  y: z.number(),
  width: z.number().min(80).max(2000),
  height: z.number().min(48).max(2000),
});
export type CanvasNote = z.infer<typeof CanvasNote>;

/** `byHand`: a person put it there, so tidying up leaves it. */
export const Place = z.object({ x: z.number(), y: z.number(), byHand: z.boolean().optional() });
export type Place = z.infer<typeof Place>;

/** `layout.json`: what the canvas shows beside the logic – positions, zones, notes – so that moving a node never touches logic. */
export const Layout = z.object({
  nodes: z.record(Id, Place),
  zones: z.record(Id, Zone).optional(),
  notes: z.record(Id, CanvasNote).optional(),
});
export type Layout = z.infer<typeof Layout>;

/** Where a dataset's rows come from. */
export const Source = z.discriminatedUnion('kind', [
  /** Built by a recipe, kept as Parquet by the node. */
  z.object({ kind: z.literal('managed') }),
  /** Files of a connection; `path` may hold `*` and `${variables}`. The connection `project` is the project's own `files/` folder. */
  z.object({
    kind: z.literal('files'),
    connection: Id,
    path: z.string().min(1),
    format: z.object({ kind: z.string() }).catchall(z.unknown()),
  }),
]);
export type Source = z.infer<typeof Source>;

export const Dataset = z.object({
  ...common,
  source: Source,
  /** Declared columns. For files: the expected schema (types are read as declared); for managed: last accepted. */
  schema: Schema.optional(),
});
export type Dataset = z.infer<typeof Dataset>;

const Ports = z.record(z.string(), z.array(Id));

export const Recipe = z.object({
  ...common,
  kind: z.string(),
  version: z.number().int().default(1),
  /** Role → ids of datasets or models. */
  inputs: Ports,
  outputs: Ports,
  settings: Settings,
  /** Passes its first input through unchanged instead of working. */
  bypassed: z.boolean().optional(),
});
export type Recipe = z.infer<typeof Recipe>;

/** A saved model of the flow: output of a train recipe, input of score and evaluate. Versions live in the node's state. */
export const Model = z.object({ ...common });
export type Model = z.infer<typeof Model>;

/** `quality/<dataset id>.json`: the rules of one dataset. */
export const QualityRules = z.object({
  id: Id,
  /** Run after every build of the dataset. */
  autoRun: z.boolean().default(true),
  /** An ERROR fails the build. */
  failBuild: z.boolean().default(true),
  rules: z.array(
    z.object({
      id: Id,
      kind: z.string(),
      label: z.string().optional(),
      enabled: z.boolean().default(true),
      settings: Settings,
    }),
  ),
});
export type QualityRules = z.infer<typeof QualityRules>;

export const ScenarioStep = z.object({
  id: Id,
  kind: z.string(),
  label: z.string().optional(),
  settings: Settings,
  runIf: z.enum(['no-failure', 'failure', 'always']).default('no-failure'),
  retries: z.number().int().min(0).max(10).default(0),
  timeoutSeconds: z.number().positive().optional(),
  ignoreFailure: z.boolean().default(false),
});
export type ScenarioStep = z.infer<typeof ScenarioStep>;

export const Scenario = z.object({
  ...common,
  active: z.boolean().default(false),
  triggers: z.array(z.object({ id: Id, kind: z.string(), enabled: z.boolean().default(true), settings: Settings })),
  steps: z.array(ScenarioStep),
  /** Sent when a run ends. */
  reporters: z
    .array(
      z.object({
        id: Id,
        kind: z.string(),
        on: z.array(z.enum(['success', 'warning', 'failed', 'aborted'])),
        settings: Settings,
      }),
    )
    .default([]),
});
export type Scenario = z.infer<typeof Scenario>;

/** A chart: what to show of which dataset. Drawn from the reply of `charts.query`. */
export const Chart = z.object({
  kind: z.enum([
    'bars',
    'columns',
    'lines',
    'area',
    'pie',
    'scatter',
    'histogram',
    'kpi',
    'table',
    'map-points',
    'map-states',
  ]),
  dataset: Id,
  /** Grouping column (x, slices, region: two-letter state codes for map-states). */
  dimension: z
    .object({ column: z.string(), bin: z.enum(['none', 'hour', 'day', 'week', 'month', 'auto']).default('none') })
    .optional(),
  /** Second grouping: series. */
  series: z.object({ column: z.string() }).optional(),
  measures: z
    .array(
      z.object({
        column: z.string().optional(),
        aggregate: z.enum(['count', 'sum', 'avg', 'min', 'max', 'median', 'count-distinct']),
        label: z.string().optional(),
        format: z.string().optional(),
      }),
    )
    .default([]),
  /** Columns of a table, or of the tooltip of map points. */
  columns: z.array(z.string()).optional(),
  latitude: z.string().optional(),
  longitude: z.string().optional(),
  /** Formula filter. */
  filter: z.string().optional(),
  sort: z.object({ by: z.string(), descending: z.boolean() }).optional(),
  limit: z.number().int().positive().max(20_000).optional(),
});
export type Chart = z.infer<typeof Chart>;

export const Tile = z.object({
  id: Id,
  title: z.string().default(''),
  /** Grid place: 12 columns; `h` in rows of 80 px. */
  x: z.number().int().min(0).max(11),
  y: z.number().int().min(0),
  w: z.number().int().min(1).max(12),
  h: z.number().int().min(1).max(20),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chart'), chart: Chart }),
    z.object({ kind: z.literal('text'), markdown: z.string() }),
    z.object({ kind: z.literal('quality'), dataset: Id }),
    z.object({ kind: z.literal('scenario'), scenario: Id }),
  ]),
});
export type Tile = z.infer<typeof Tile>;

export const Dashboard = z.object({
  ...common,
  pages: z.array(z.object({ id: Id, title: z.string(), tiles: z.array(Tile) })),
});
export type Dashboard = z.infer<typeof Dashboard>;

/** An API service: its endpoints, each packed with all it needs to answer alone. */
export const Service = z.object({
  ...common,
  endpoints: z.array(
    z.object({
      id: Id,
      kind: z.literal('predict'),
      /** The score recipe whose model and input are served. */
      recipe: Id,
      /** The dataset whose columns a caller sends: the raw record. The steps between it and the score recipe are packed along. */
      raw: Id,
      /** Columns returned beside the prediction. */
      testQueries: z.array(z.record(z.string(), z.unknown())).default([]),
    }),
  ),
});
export type Service = z.infer<typeof Service>;
