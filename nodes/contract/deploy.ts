import { z } from 'zod';
import { ErrorBody } from './flow.ts';

/** One node of an infrastructure, paired: reached by URL, its certificate pinned, our key for it kept as a secret. */
export const PairedNode = z.object({ id: z.string(), name: z.string(), url: z.string(), fingerprint: z.string() });
export type PairedNode = z.infer<typeof PairedNode>;

/** Where things are deployed to: one Automation node, or a group of API nodes. */
export const Infrastructure = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['automation', 'api']),
  stage: z.enum(['dev', 'test', 'prod']),
  nodes: z.array(PairedNode),
});
export type Infrastructure = z.infer<typeof Infrastructure>;

/** A published archive in the Deployer's registry. */
export const Published = z.object({
  kind: z.enum(['project-bundle', 'api-service']),
  id: z.string(),
  version: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  author: z.string(),
  notes: z.string(),
  publishedAt: z.string(),
});
export type Published = z.infer<typeof Published>;

export const deployStages = ['publish', 'upload', 'preload', 'test', 'check', 'activate', 'verify'] as const;
export const DeployStage = z.object({
  stage: z.enum(deployStages),
  status: z.enum(['pending', 'running', 'done', 'failed', 'skipped']),
  message: z.string(),
  ms: z.number().nullable(),
});
export type DeployStage = z.infer<typeof DeployStage>;

export const DeploymentSettings = z.object({
  /** Connection of the project → connection of the target node. */
  connections: z.record(z.string(), z.string()).default({}),
  variables: z.record(z.string(), z.string()).default({}),
  /** Scenario id → active on the target; absent: as in the bundle. */
  scenarios: z.record(z.string(), z.boolean()).default({}),
  /** API services: who may ask for predictions; absent: holders of a key. */
  access: z.enum(['keys', 'public']).optional(),
});
export type DeploymentSettings = z.infer<typeof DeploymentSettings>;

export const Deployment = z.object({
  id: z.string(),
  kind: z.enum(['project-bundle', 'api-service']),
  /** Project or service id. */
  item: z.string(),
  infrastructure: z.string(),
  /** The version that should serve; null before the first success. */
  version: z.string().nullable(),
  status: z.enum(['HEALTHY', 'WARNING', 'UNHEALTHY', 'ERROR', 'OUT_OF_SYNC', 'UNKNOWN', 'DEPLOYING']),
  message: z.string(),
  settings: DeploymentSettings,
  updatedAt: z.string(),
});
export type Deployment = z.infer<typeof Deployment>;

/** One line of a deployment's history: who, when, what, how it went. */
export const DeployRun = z.object({
  id: z.string(),
  deployment: z.string(),
  action: z.enum(['deploy', 'rollback']),
  version: z.string(),
  by: z.string(),
  status: z.enum(['running', 'succeeded', 'failed', 'rolled-back']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  stages: z.array(DeployStage),
  error: ErrorBody.nullable(),
});
export type DeployRun = z.infer<typeof DeployRun>;

/** What a node reports of a project or service it holds. */
export const NodeItem = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['project-bundle', 'api-service']),
  active: z.string().nullable(),
  versions: z.array(
    z.object({
      version: z.string(),
      state: z.enum(['uploaded', 'preloaded', 'active', 'retired']),
      uploadedAt: z.string(),
      notes: z.string(),
      author: z.string(),
    }),
  ),
});
export type NodeItem = z.infer<typeof NodeItem>;

export const PreloadReport = z.object({
  ok: z.boolean(),
  /** `kind: 'test'`: a golden test that came with the version. */
  checks: z.array(
    z.object({ name: z.string(), ok: z.boolean(), message: z.string(), kind: z.literal('test').optional() }),
  ),
});
export type PreloadReport = z.infer<typeof PreloadReport>;

export const NodeInfo = z.object({
  kind: z.enum(['design', 'automation', 'api', 'deployer']),
  id: z.string(),
  name: z.string(),
  version: z.string(),
  /** Whether projects cannot be changed here by who asks: the workbench hides what would. */
  readOnly: z.boolean(),
  /** What the key of who asks is good for. */
  right: z.enum(['public', 'read', 'write', 'deploy', 'admin']).optional(),
});
export type NodeInfo = z.infer<typeof NodeInfo>;
