import { z } from 'zod';
import { DeployRun } from './deploy.ts';
import { FlowNode, Job, JobLogLine, RuleResult, ScenarioRun } from './flow.ts';
import { GoldenResult } from './golden.ts';
import { SampleState } from './sample-project.ts';

/**
 * The one event stream, `GET /api/events` (server-sent events, one JSON object in each `data:` line; a comment line every 15 s).
 * It tells what changed; after a gap a client fetches again what it shows.
 */
export const NodeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), nodeId: z.string(), startedAt: z.string() }),
  z.object({ type: z.literal('sample'), sample: SampleState }),
  /** `outside`: names of the objects whose files other programs changed. */
  z.object({
    type: z.literal('project'),
    project: z.string(),
    revision: z.number(),
    outside: z.array(z.string()).optional(),
  }),
  /** The values that variables of a project have on this node. */
  z.object({ type: z.literal('variables'), project: z.string() }),
  z.object({ type: z.literal('flow'), project: z.string(), nodes: z.array(FlowNode) }),
  z.object({ type: z.literal('job'), project: z.string(), job: Job }),
  z.object({ type: z.literal('job-log'), project: z.string(), job: z.string(), line: JobLogLine }),
  z.object({ type: z.literal('quality'), project: z.string(), dataset: z.string(), results: z.array(RuleResult) }),
  z.object({ type: z.literal('tests'), project: z.string(), results: z.array(GoldenResult) }),
  z.object({ type: z.literal('model'), project: z.string(), model: z.string() }),
  z.object({ type: z.literal('scenario-run'), project: z.string(), run: ScenarioRun }),
  z.object({ type: z.literal('deploy-run'), run: DeployRun }),
  z.object({ type: z.literal('items'), item: z.string() }),
]);
export type NodeEvent = z.infer<typeof NodeEvent>;
