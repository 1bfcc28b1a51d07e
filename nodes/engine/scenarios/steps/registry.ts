import { createRegistry } from '../../../base/registry.ts';
import { buildStep } from './build.ts';
import { checkStep } from './check.ts';
import { goldenTestsStep } from './golden-tests.ts';
import { runScenarioStep } from './run-scenario.ts';
import { sendMessageStep } from './send-message.ts';
import { setVariablesStep } from './set-variables.ts';
import { trainStep } from './train.ts';
import { waitStep } from './wait.ts';

/** Every kind of scenario step. */
export const stepKinds = createRegistry('scenario step', [
  buildStep,
  checkStep,
  goldenTestsStep,
  trainStep,
  setVariablesStep,
  sendMessageStep,
  runScenarioStep,
  waitStep,
]);
