import type { ErrorEntry } from './entry.ts';

export const scenarioErrors = {
  SCENARIO_SETTINGS: {
    status: 400,
    message: '“{kind}” is not set up: {path}: {problem}',
    hint: 'Correct the named setting of the scenario.',
  },
  SCENARIO_STEP_UNKNOWN: {
    status: 400,
    message: 'There is no kind “{kind}”',
    hint: 'The project may need a newer Millrace.',
  },
  SCENARIO_STEP_TIMEOUT: {
    status: 504,
    message: 'The step took longer than its limit of {seconds} s and was stopped',
    hint: 'Raise the limit, or look at what it waited for.',
  },
  SCENARIO_CHECKS_FAILED: {
    status: 409,
    message: '{count} quality rules are errors: {rules}',
    hint: 'Look at the quality page of the dataset.',
  },
  SCENARIO_MESSAGE_REFUSED: {
    status: 502,
    message: 'The receiver of the message answered {status}',
    hint: 'Check the webhook’s URL and its rights.',
  },
  SCENARIO_CALLS_ITSELF: {
    status: 400,
    message: 'The scenario “{scenario}” runs itself',
    hint: 'Choose another scenario.',
  },
  SCENARIO_CALL_FAILED: {
    status: 409,
    message: 'The scenario “{scenario}” failed (run {run})',
    hint: 'Look at that run.',
  },
  SCENARIO_VARIABLE_UNKNOWN: {
    status: 400,
    message: '{where} uses the variable “{variable}”, which has no value{suggestion}',
    hint: 'Set it in a step before, define it in the project, or start the run with it.',
  },
  SCENARIO_TIME_ZONE: {
    status: 400,
    message: '“{zone}” is not a time zone',
    hint: 'Use a name like Europe/Berlin or UTC.',
  },
  SCENARIO_CRON: {
    status: 400,
    message: 'The cron expression “{expression}” ({timeZone}) is not valid: {reason}',
    hint: 'Use five fields: minute hour day month weekday.',
  },
  SCENARIO_INTERRUPTED: {
    status: 409,
    message: 'The node stopped while this ran',
    hint: 'Run it again; what was built before stays.',
  },
} as const satisfies Record<string, ErrorEntry>;
