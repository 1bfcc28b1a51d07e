import { z } from 'zod';

export const archiveKinds = ['project-bundle', 'api-service'] as const;
export const ArchiveKind = z.enum(archiveKinds);
export type ArchiveKind = z.infer<typeof ArchiveKind>;

/** File extension of both kinds. */
export const archiveExtension = '.millrace';

/** Version of an archive, as people write it: `7`, `1.4.0`, `2025-06-01_b`. Also a folder name on the nodes. */
export const ArchiveVersion = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, - and _, at most 64')
  .refine((version) => !version.endsWith('.') && !version.includes('..'), 'dots only between other characters');

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const ArchiveEntry = z.object({
  /** Relative path with forward slashes. */
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: Sha256,
});
export type ArchiveEntry = z.infer<typeof ArchiveEntry>;

export const ArchiveRequires = z.object({
  /** Lowest Millrace version that can run it. */
  millrace: z.string(),
  /** Connections the target must have (or map), with the datasets that use them. */
  connections: z.array(z.object({ id: z.string(), kind: z.string(), datasets: z.array(z.string()) })).default([]),
});
export type ArchiveRequires = z.infer<typeof ArchiveRequires>;

/** Part of the software bill of materials. */
export const SoftwarePart = z.object({ name: z.string(), version: z.string() });
export type SoftwarePart = z.infer<typeof SoftwarePart>;

/** `manifest.json` of an archive. Nothing in it depends on when or where it was packed: same content, same bytes. */
export const ArchiveManifest = z.object({
  format: z.literal(1),
  kind: ArchiveKind,
  /** Project or service id. */
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/, 'lower-case letters, digits, - and _, at most 80'),
  name: z.string(),
  version: ArchiveVersion,
  author: z.string(),
  notes: z.string(),
  /** When the content last changed (ISO), told by the content itself; null when it does not say. */
  changedAt: z.string().nullable(),
  /** SHA-256 over the list of contents: equal for archives with equal files, whatever their version and notes. */
  contentId: Sha256,
  contents: z.array(ArchiveEntry),
  requires: ArchiveRequires,
  /** Paths (in contents) of golden tests and golden rows that a node replays before it activates. */
  goldenTests: z.array(z.string()),
  /** Project bundles: ids of the flow's golden tests as they came out when it was packed. Those that failed were accepted. */
  tests: z.object({ passed: z.array(z.string()), accepted: z.array(z.string()) }).optional(),
  sbom: z.array(SoftwarePart),
});
export type ArchiveManifest = z.infer<typeof ArchiveManifest>;

/** `manifest.sig`: Ed25519 over the canonical JSON of the manifest. Key and signature in lower-case hex. */
export const ManifestSignature = z.strictObject({
  algorithm: z.literal('ed25519'),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ManifestSignature = z.infer<typeof ManifestSignature>;

/** What verifying an archive tells a person or a script. */
export const ArchiveReport = z.object({
  manifest: ArchiveManifest,
  /** Public key of the signer. */
  signer: z.string(),
  trusted: z.boolean(),
  sha256: Sha256,
  bytes: z.number(),
});
export type ArchiveReport = z.infer<typeof ArchiveReport>;
