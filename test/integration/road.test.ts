import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectFolder } from '../../nodes/cli/connections.ts';
import { withProject } from '../../nodes/cli/local-project.ts';
import { openArchive } from '../../nodes/engine/bundles/open.ts';
import { copyFolder } from '../../nodes/platform/files.ts';
import { makeSigningKey } from '../../nodes/platform/keys.ts';
import { packService } from '../../nodes/services/packing/pack-service.ts';
import { samples } from '../../nodes/services/projects/samples.ts';
import { loadService } from '../../nodes/services/serving/load-service.ts';
import type { LoadedEndpoint } from '../../nodes/services/serving/loaded-service.ts';

type Record_ = Record<string, unknown>;

let folder: string;
let endpoint: LoadedEndpoint;
let scored: Record_[];

/** The sample project, built, its service packed, unpacked and loaded as an API node does. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-road-'));
  const dir = join(folder, 'project');
  await copyFolder(await samples.folder('credit-card-fraud'), dir);
  await connectFolder(dir, 'bank', await samples.makeData('credit-card-fraud', join(folder, 'bank')));
  await withProject(dir, async ({ workspace }) => {
    const job = await workspace.build({ targets: [] });
    expect(job.error).toBeNull();
    const page = await workspace.rows('scored_day', { limit: 10_000, sample: 'all' });
    const rows = page.columns[0]?.length ?? 0;
    scored = Array.from({ length: rows }, (_, row) =>
      Object.fromEntries(page.schema.map((column, at) => [column.name, page.columns[at]?.[row] ?? null])),
    );
    const label = { version: '1', notes: '', author: 'test', sign: makeSigningKey() };
    await packService(
      workspace,
      { ...label, service: workspace.project.services.fraud! },
      join(folder, 'fraud.millrace'),
    );
  });
  const archive = await openArchive(join(folder, 'fraud.millrace'), { trustedKeys: 'any' });
  await archive.extractTo(join(folder, 'fraud', '1'));
  archive.close();
  const service = await loadService(join(folder, 'fraud', '1'));
  endpoint = service.endpoints.get('transaction')!;
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const raw = [
  'transaction_id',
  'transaction_time',
  'card_id',
  'merchant_id',
  'category',
  'amount',
  'merch_lat',
  'merch_long',
];
const rawOf = (row: Record_): Record_ => Object.fromEntries(raw.map((name) => [name, row[name]]));

describe('the way of a transaction', () => {
  test('gives every raw record of the scored day its batch score', async () => {
    expect(scored.length).toBeGreaterThan(50);
    const answers = await endpoint.predict(scored.map(rawOf));
    for (const [index, answer] of answers.entries()) {
      expect(answer.prediction).toBe(scored[index]!.prediction);
      expect(answer.probas?.['1']).toBeCloseTo(Number(scored[index]!.probability), 6);
    }
  });

  test('takes derived features as the caller sends them', async () => {
    const [row] = scored;
    const [usual] = await endpoint.predict([rawOf(row!)]);
    const [same] = await endpoint.predict([row!]);
    const [spending] = await endpoint.predict([{ ...rawOf(row!), amount: 2500, amount_24h: 9000, count_24h: 25 }]);
    expect(same?.probas?.['1']).toBeCloseTo(usual?.probas?.['1'] ?? Number.NaN, 6);
    expect(spending?.probas?.['1']).not.toBeCloseTo(usual?.probas?.['1'] ?? Number.NaN, 4);
  });

  test('treats an unknown card and an unknown merchant as the left joins of the flow do', async () => {
    const [answer] = await endpoint.predict([{ ...rawOf(scored[0]!), card_id: 'NOBODY', merchant_id: 'NOWHERE' }]);
    expect(answer?.probas?.['1']).toBeGreaterThanOrEqual(0);
  });

  test('replays the golden records, which equal the batch predictions', async () => {
    const report = await endpoint.checkGolden();
    expect(report).toMatchObject({ ok: true });
    expect(report.checks.find((check) => check.name === 'Golden records')?.message).not.toMatch(/^0 /);
  });

  test('names a missing and a mistyped column', () => {
    const { amount: _, ...without } = rawOf(scored[0]!);
    expect(() => endpoint.predict([without])).toThrow(
      expect.objectContaining({ code: 'SERVING_FEATURE_MISSING', data: { column: 'amount' } }),
    );
    const mistyped = { ...rawOf(scored[0]!), amount: 'much' };
    expect(() => endpoint.predict([mistyped])).toThrow(
      expect.objectContaining({ code: 'VALUE_TYPE', message: expect.stringContaining('amount') }),
    );
  });
});
