import { z } from 'zod';
import { ArchiveKind, ArchiveRequires } from '../bundle.ts';
import { ProjectSummary } from './projects.ts';
import { paramsOf, type RouteSpec } from './route.ts';

const design = ['design'] as const;

/** What a person is told of a `.millrace` file before it becomes a project: verified to the last byte, and who signed it. */
export const StagedBundle = z.object({
  /** Names it in `imports.create`; kept until the node ends. */
  staged: z.string(),
  file: z.string(),
  kind: ArchiveKind,
  id: z.string(),
  name: z.string(),
  version: z.string(),
  author: z.string(),
  notes: z.string(),
  changedAt: z.string().nullable(),
  requires: ArchiveRequires,
  /** Objects by family. */
  holds: z.object({ datasets: z.number(), recipes: z.number(), models: z.number(), dashboards: z.number() }),
  /** Fingerprint of the signer's key. */
  signer: z.string(),
  /** `own`: made here; `known`: a trusted key; `unknown`: the file is whole, but nobody here vouches for who made it. */
  trust: z.enum(['own', 'known', 'unknown']),
  bytes: z.number(),
});
export type StagedBundle = z.infer<typeof StagedBundle>;

export const importRoutes = {
  'imports.stage': {
    method: 'POST',
    path: '/api/imports',
    summary: 'Verify a bundle (raw body) that may become a project',
    right: 'write',
    nodes: design,
    query: z.object({ name: z.string().min(1).max(255) }),
    upload: true,
    reply: StagedBundle,
  },
  'imports.stage-file': {
    method: 'POST',
    path: '/api/imports/file',
    summary: 'The same with a file of this machine; on the desktop only',
    right: 'write',
    nodes: design,
    body: z.object({ path: z.string().min(1).max(4096) }),
    reply: StagedBundle,
  },
  'imports.create': {
    method: 'POST',
    path: '/api/imports/:staged',
    summary: 'Make a project of a verified bundle, with its models',
    right: 'write',
    nodes: design,
    params: paramsOf('staged'),
    body: z.object({ name: z.string().min(1).max(200) }),
    reply: ProjectSummary,
  },
} as const satisfies Record<string, RouteSpec>;
