import { join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import type { DeployRun } from '../../contract/deploy.ts';
import { fail } from '../../contract/errors/index.ts';
import type { DeployerKit } from '../../services/deploy/deployer-kit.ts';
import { deployFile, rollBack } from '../commands/deploy.ts';
import { initSample } from '../commands/init.ts';
import { pairNode } from '../commands/pair.ts';
import { connectFolder } from '../connections.ts';
import { withDeployer } from '../home.ts';
import { connectBank, readRecords, runDaily } from './automation-work.ts';
import { type BankData, prepareBank } from './bank-data.ts';
import { compareScores } from './compare-scores.ts';
import { type DemoNode, startNode } from './demo-node.ts';
import { buildProject, packBoth, trainAgain } from './design-work.ts';
import type { DemoReport } from './report.ts';
import { keepAsking, makeServiceKey, type RawRecord, ScoreClient } from './score-client.ts';

export interface DemoOptions {
  /** Folder for everything the demo makes. */
  folder: string;
  /** Data in place of the simulated ones. */
  data?: string | undefined;
  /** A heading, or a line below one. */
  title(text: string): void;
  say(line: string): void;
}

export interface DemoResult {
  report: DemoReport;
  automation: DemoNode;
  api: DemoNode;
}

/** The rule of the demo: a claim that does not hold ends it. */
function hold(claim: boolean, what: string): void {
  if (!claim) throw fail('DEMO_FAILED', { what });
}

/**
 * The main job from end to end: build, check, train, pack; start an Automation and an API node; deploy both; score an arriving
 * day in batch and live; deploy a second version under load and roll back. `started` is told each node, so that the caller can stop it
 * whatever happens. Throws when a step did not really hold.
 */
export async function runDemo(options: DemoOptions, started: (node: DemoNode) => void): Promise<DemoResult> {
  const { folder, title, say } = options;
  title('The project');
  const bank = await prepareBank(folder, options.data);
  const dir = join(folder, 'project');
  await initSample(dir, { sample: 'credit-card-fraud', data: bank.design });
  await connectFolder(dir, 'bank', bank.design);
  const built = await buildProject(dir, bank.lastDay, say);
  const { evaluation, checks } = built;
  for (const check of checks) say(`  ${check.status.padEnd(12)} ${check.label}: ${check.message}`);
  hold(!checks.some((check) => check.status === 'ERROR'), 'a quality rule is in error');
  say(
    `Model ${built.modelVersion}: on ${evaluation.rows.toLocaleString('en')} later rows with ${evaluation.positives} frauds AUC ${evaluation.auc.toFixed(4)}, PR-AUC ${evaluation.prAuc.toFixed(4)}`,
  );
  return withDeployer(
    async (kit, base) => {
      title('Pack, pair, deploy');
      const first = await packBoth(dir, { folder, version: '1', sign: base.signingKey });
      for (const { manifest, bytes } of first.archives)
        say(
          `${manifest.kind} ${manifest.id} 1: ${bytes.toLocaleString('en')} bytes, ${manifest.contents.length} files, signed`,
        );
      const [automation, api] = await Promise.all([
        startNode('automation', folder),
        startNode('api', folder, ['--workers', '2']),
      ]);
      started(automation);
      started(api);
      say(`Automation node ${automation.url}, API node ${api.url} with two workers`);
      for (const [name, node] of [
        ['batch', automation],
        ['live', api],
      ] as const)
        await pairNode(kit, { url: node.url, code: node.pairingCode, fingerprint: node.fingerprint, name });
      await connectBank(automation, bank.automation);
      const deployed = [await ship(kit, first.bundle, 'batch'), await ship(kit, first.service, 'live')];
      for (const run of deployed) say(stagesLine(run));
      const [firstDay, ...otherDays] = bank.newDays as [string, ...string[]];
      const daily = await scoreArrivingDay(options, { bank, automation, day: firstDay });
      const key = await makeServiceKey(api);
      const live = await scoreLive(options, { client: new ScoreClient(api, key), batch: daily.records });
      let { flagged } = daily;
      for (const day of otherDays) flagged += (await scoreArrivingDay(options, { bank, automation, day })).flagged;
      title('A second version under load, and back');
      await trainAgain(dir, bank.lastDay);
      const second = await packBoth(dir, { folder, version: '2', sign: base.signingKey });
      const switched = await switchUnderLoad(options, {
        kit,
        client: new ScoreClient(api, key),
        records: live.raw,
        second: second.service,
      });
      const report: DemoReport = {
        rows: built.rows,
        checks: {
          ok: checks.filter((check) => check.status === 'OK').length,
          warning: checks.filter((check) => check.status === 'WARNING').length,
          error: 0,
          not_computed: checks.filter((check) => check.status === 'NOT_COMPUTED').length,
        },
        auc: evaluation.auc,
        pr_auc: evaluation.prAuc,
        flagged,
        requests: live.client.requests + switched.client.requests,
        failed: live.client.failed + switched.client.failed,
        p50_ms: live.client.percentile(0.5),
        p99_ms: live.client.percentile(0.99),
        deploy_ms: switched.deployMs,
        rollback_ms: switched.rollbackMs,
        ok: true,
      };
      return { report, automation, api };
    },
    join(folder, 'home'),
  );
}

async function ship(kit: DeployerKit, file: string, to: string): Promise<DeployRun> {
  const run = await deployFile(kit, { file, to });
  if (run.status === 'succeeded') return run;
  if (run.error) throw new AppError(run.error.code, run.error.message, run.error.data);
  throw fail('DEMO_FAILED', { what: `deploying to ${to} ended as ${run.status}` });
}

function stagesLine(run: DeployRun): string {
  const stages = run.stages.map((stage) => `${stage.stage} ${stage.ms ?? 0} ms`);
  return `${run.deployment} version ${run.version}: ${stages.join(' → ')}`;
}

async function scoreArrivingDay(
  { title, say }: DemoOptions,
  { bank, automation, day }: { bank: BankData; automation: DemoNode; day: string },
): Promise<{ records: RawRecord[]; flagged: number }> {
  title(`A new day arrives: ${day}`);
  await bank.arrive(day);
  const run = await runDaily(automation, day);
  for (const step of run.steps)
    say(`  ${step.outcome.padEnd(8)} ${step.label}${step.log.length > 0 ? `: ${step.log.at(-1)}` : ''}`);
  const records = await readRecords(automation, 'scored_day');
  const flagged = records.filter((record) => record.flagged === true).length;
  hold(records.length > 0, 'the scenario scored no rows');
  hold(
    records.every((record) => String(record.transaction_time).startsWith(day)),
    'rows of another day were scored',
  );
  say(`${records.length} transactions scored, ${flagged} flagged as fraud`);
  return { records, flagged };
}

async function scoreLive(
  { title, say }: DemoOptions,
  { client, batch }: { client: ScoreClient; batch: RawRecord[] },
): Promise<{ client: ScoreClient; raw: RawRecord[] }> {
  title('The same transactions, one by one and in batches, to the API node');
  const comparison = await compareScores(client, batch);
  say(
    `${comparison.single} single requests: p50 ${client.percentile(0.5).toFixed(1)} ms, p99 ${client.percentile(0.99).toFixed(1)} ms; then ${comparison.batches} batches`,
  );
  say(
    `First transaction of ${comparison.firstOfCard} cards, sent raw: largest difference from batch ${comparison.worstRaw.toExponential(1)}`,
  );
  say(
    `All ${batch.length} with the rolling figures of the day: largest difference ${comparison.worstDerived.toExponential(1)}`,
  );
  hold(client.failed === 0, `${client.failed} requests failed: ${client.firstFailure}`);
  hold(comparison.worstRaw <= 1e-6 && comparison.worstDerived <= 1e-6, 'live and batch scores differ');
  return { client, raw: comparison.raw };
}

interface Switch {
  kit: DeployerKit;
  client: ScoreClient;
  records: readonly RawRecord[];
  second: string;
}

async function switchUnderLoad(
  { say }: DemoOptions,
  { kit, client, records, second }: Switch,
): Promise<{ client: ScoreClient; deployMs: number; rollbackMs: number }> {
  const stop = keepAsking(client, records, 8);
  const timed = async (work: () => Promise<DeployRun>) => {
    const start = performance.now();
    const run = await work();
    return { run, ms: Math.round(performance.now() - start) };
  };
  const deploy = await timed(() => ship(kit, second, 'live'));
  const back = await timed(() => rollBack(kit, { deployment: deploy.run.deployment }));
  await stop();
  say(
    `Deployed version 2 in ${deploy.ms} ms, back to version 1 in ${back.ms} ms, meanwhile ${client.requests.toLocaleString('en')} requests, ${client.failed} failed`,
  );
  say(
    `Versions that answered: ${[...new Set(client.generations)].join(', ')}, at the end ${client.generations.at(-1)}`,
  );
  hold(back.run.status === 'succeeded' && back.run.version === '1', `rolling back ended as ${back.run.status}`);
  hold(client.failed === 0, `${client.failed} requests failed while versions were switched: ${client.firstFailure}`);
  hold(client.generations.includes('2'), 'version 2 never answered');
  hold(client.generations.at(-1) === '1', 'version 1 does not answer after the roll back');
  return { client, deployMs: deploy.ms, rollbackMs: back.ms };
}
