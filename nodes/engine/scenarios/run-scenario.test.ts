import { expect, test } from 'vitest';
import { type BuildRequest, Job, type RuleResult, type ScenarioRun } from '../../contract/flow.ts';
import type { GoldenResult } from '../../contract/golden.ts';
import { Scenario } from '../../contract/project/index.ts';
import type { ScenarioPorts } from './ports.ts';
import { runScenario } from './run-scenario.ts';

const now = new Date('2026-06-02T01:30:00Z');

interface World {
  builds: BuildRequest[];
  posts: { url: string; body: unknown }[];
  ports: ScenarioPorts;
}

function world(
  options: {
    failBuilds?: number;
    ruleStatus?: RuleResult['status'];
    goldenStatus?: GoldenResult['status'];
    reply?: number;
  } = {},
): World {
  const seen: World = { builds: [], posts: [], ports: undefined as unknown as ScenarioPorts };
  let failures = options.failBuilds ?? 0;
  seen.ports = {
    build: async (request) => {
      seen.builds.push(structuredClone(request));
      return job(request, failures-- > 0 ? 'failed' : 'succeeded');
    },
    check: async (dataset) => [
      {
        dataset,
        rule: 'r',
        kind: 'k',
        label: 'Rule',
        status: options.ruleStatus ?? 'OK',
        observed: 1,
        message: 'm',
        computedAt: '',
        failedRows: null,
      },
    ],
    test: async (tests = ['all']) =>
      tests.map((test) => ({
        ...{ test, name: test, status: options.goldenStatus ?? ('passed' as const), ranAt: '', ms: 1 },
        ...{ message: 'two rows changed', outputs: [], inputs: [], recipes: [], tolerance: 0, error: null },
      })),
    runScenario: async () => {
      throw new Error('not used');
    },
    post: async (url, body) => {
      seen.posts.push({ url, body: structuredClone(body) });
      return { status: options.reply ?? 200 };
    },
    variables: async () => ({ limit: '7', region: 'north' }),
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    now: () => now,
  };
  return seen;
}

function job(request: BuildRequest, status: Job['status']): Job {
  const error = status === 'failed' ? { code: 'DATA_ROW_BROKEN', message: 'line 7' } : null;
  return Job.parse({
    ...{ id: 'j', project: 'p', label: '', mode: request.mode, status },
    ...{ createdAt: '', startedAt: null, endedAt: null, activities: [], error },
  });
}

function scenario(steps: unknown[], reporters: unknown[] = []): Scenario {
  return Scenario.parse({ id: 's', name: 'Daily', triggers: [], steps, reporters });
}

async function run(
  given: Scenario,
  seen: World,
  options: { variables?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<ScenarioRun> {
  return runScenario({
    id: 'r1',
    project: 'p',
    scenario: given,
    trigger: 'manual',
    variables: options.variables ?? {},
    ports: seen.ports,
    signal: options.signal ?? new AbortController().signal,
    onUpdate: () => {},
  });
}

const setDay = {
  id: 'day',
  kind: 'set-variables',
  settings: { variables: { day: '${yesterday}' }, timeZone: 'America/New_York' },
};
const build = { id: 'build', kind: 'build', settings: { datasets: ['scored'] } };

test('variables set by a step reach the build, dates being those of the time zone', async () => {
  const seen = world();
  const ended = await run(scenario([setDay, build]), seen);
  expect(ended.outcome).toBe('success');
  expect(seen.builds[0]?.variables).toEqual({ day: '2026-05-31' });
});

test('a variable the run was started with is kept', async () => {
  const seen = world();
  await run(scenario([setDay, build]), seen, { variables: { day: '2026-06-30' } });
  expect(seen.builds[0]?.variables).toEqual({ day: '2026-06-30' });
});

test('after a failure only steps for failures and for always run, and the run is failed', async () => {
  const seen = world({ failBuilds: 1 });
  const message = {
    id: 'tell',
    kind: 'send-message',
    runIf: 'failure',
    settings: { url: 'https://hook.example/x', text: '${scenario} ${outcome}' },
  };
  const ended = await run(scenario([build, { ...build, id: 'more' }, message]), seen);
  expect(ended.outcome).toBe('failed');
  expect(ended.steps.map((step) => step.outcome)).toEqual(['failed', 'skipped', 'success']);
  expect(ended.steps[0]?.error).toMatchObject({ code: 'DATA_ROW_BROKEN' });
  expect(seen.posts[0]?.body).toMatchObject({ text: 'Daily failed' });
});

test('a step is tried again as often as it says', async () => {
  const seen = world({ failBuilds: 2 });
  const ended = await run(scenario([{ ...build, retries: 2 }]), seen);
  expect(ended.outcome).toBe('success');
  expect(seen.builds).toHaveLength(3);
});

test('a rule in error fails the check step, a warning makes the run a warning', async () => {
  const check = { id: 'check', kind: 'check', settings: { datasets: ['d'] } };
  expect((await run(scenario([check]), world({ ruleStatus: 'ERROR' }))).steps[0]?.error?.code).toBe(
    'SCENARIO_CHECKS_FAILED',
  );
  expect((await run(scenario([check]), world({ ruleStatus: 'WARNING' }))).outcome).toBe('warning');
});

test('a golden test that does not hold fails its step', async () => {
  const golden = { id: 'golden', kind: 'golden-tests', settings: { tests: ['features'] } };
  expect((await run(scenario([golden]), world())).outcome).toBe('success');
  const failed = await run(scenario([golden]), world({ goldenStatus: 'failed' }));
  expect(failed.steps[0]).toMatchObject({
    error: { code: 'GOLDEN_FAILED', message: '1 of 1 golden tests do not hold: “features”' },
  });
  expect(failed.steps[0]?.log).toContain('features: failed: two rows changed');
});

test('a step over its time limit is stopped and fails with its own code', async () => {
  const ended = await run(
    scenario([{ id: 'w', kind: 'wait', timeoutSeconds: 0.01, settings: { seconds: 1000 } }]),
    world(),
  );
  expect(ended.steps[0]?.error?.code).toBe('SCENARIO_STEP_TIMEOUT');
});

test('an aborted run ends aborted and runs no further step', async () => {
  const seen = world();
  const stop = new AbortController();
  const pending = run(
    scenario([
      { id: 'w', kind: 'wait', settings: { seconds: 1000 } },
      { ...build, runIf: 'always' },
    ]),
    seen,
    { signal: stop.signal },
  );
  stop.abort();
  const ended = await pending;
  expect(ended.outcome).toBe('aborted');
  expect(seen.builds).toHaveLength(0);
});

test('an ignored failure leaves the run a warning', async () => {
  const ended = await run(scenario([{ ...build, ignoreFailure: true }]), world({ failBuilds: 1 }));
  expect(ended.outcome).toBe('warning');
});

test('reporters hear of the outcomes they ask for, and their failing does not change the run', async () => {
  const reporter = { id: 'hook', kind: 'webhook', on: ['success'], settings: { url: 'https://hook.example/x' } };
  const seen = world({ reply: 500 });
  const ended = await run(scenario([build], [reporter]), seen);
  expect(ended.outcome).toBe('success');
  expect(seen.posts[0]?.body).toMatchObject({ outcome: 'success', scenario: 's' });
  expect(ended.steps[0]?.log.at(-1)).toContain('SCENARIO_MESSAGE_REFUSED');
});

test('an unknown variable is named with the nearest one', async () => {
  const ended = await run(scenario([{ ...setDay, settings: { variables: { day: '${yesterdy}' } } }]), world());
  expect(ended.steps[0]?.error?.code).toBe('SCENARIO_VARIABLE_UNKNOWN');
  expect(ended.steps[0]?.error?.message).toContain('yesterday');
});

test('every setting of a step may use the variables of the project, those of the run going before', async () => {
  const seen = world();
  const steps = [
    { id: 'set', kind: 'set-variables', settings: { variables: { where: '${region}-${limit}' } } },
    { id: 'build', kind: 'build', settings: { datasets: ['scored_${region}'] } },
    {
      id: 'tell',
      kind: 'send-message',
      settings: { url: 'https://hook.example/${region}', text: '${limit} ${where}' },
    },
  ];
  const hook = {
    id: 'hook',
    kind: 'webhook',
    on: ['success'],
    settings: { url: 'https://hook.example/end/${region}' },
  };
  const ended = await run(scenario(steps, [hook]), seen, { variables: { limit: '9' } });
  expect(ended.outcome).toBe('success');
  expect(seen.builds[0]).toMatchObject({ targets: ['scored_north'], variables: { limit: '9', where: 'north-9' } });
  expect(seen.posts.map(({ url }) => url)).toEqual(['https://hook.example/north', 'https://hook.example/end/north']);
  expect(seen.posts[0]?.body).toMatchObject({ text: '9 north-9' });
});

test('a number of a step may be a variable, and a value that is none is told', async () => {
  const wait = { id: 'w', kind: 'wait', settings: { seconds: '${region}' } };
  const ended = await run(scenario([wait]), world());
  expect(ended.steps[0]?.error).toMatchObject({
    code: 'FLOW_VARIABLE_VALUE',
    message: 'Setting seconds needs another value than “north”, which the variable “region” has',
  });
});
