import type { BuildRequest, Job, RuleResult, ScenarioRun } from '../../contract/flow.ts';
import type { GoldenResult } from '../../contract/golden.ts';

export interface StepIo {
  signal: AbortSignal;
  log(line: string): void;
}

/** What scenario steps may do to the world; the node gives it. */
export interface ScenarioPorts {
  build(request: BuildRequest, io: StepIo): Promise<Job>;
  /** Checks the rules of a dataset now. */
  check(dataset: string, io: StepIo): Promise<RuleResult[]>;
  /** Runs golden tests; without ids all that are enabled. NOT_FOUND. */
  test(tests: readonly string[] | undefined, io: StepIo): Promise<GoldenResult[]>;
  runScenario(scenario: string, variables: Record<string, string>, io: StepIo): Promise<ScenarioRun>;
  /** POSTs JSON to a URL outside; returns the status of the reply. NODE_UNREACHABLE, NODE_TIMEOUT, NODE_ADDRESS_PRIVATE. */
  post(url: string, body: unknown, signal: AbortSignal): Promise<{ status: number }>;
  /** Values in effect of the project's variables on this node. */
  variables(): Promise<Record<string, string>>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  now(): Date;
}
