import { z } from 'zod';
import { Schema } from '../schema.ts';
import { VariableName } from '../variables.ts';
import { canvasColours } from './canvas-colours.ts';
import { Id } from './ids.ts';

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
  /** What each variable is for. */
  variables: z.record(VariableName, z.string().max(1000)).optional(),
});
export type ProjectInfo = z.infer<typeof ProjectInfo>;

/** `variables.json`: usable as `${name}` in any setting. */
export const Variables = z.record(VariableName, z.string());
export type Variables = z.infer<typeof Variables>;

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
