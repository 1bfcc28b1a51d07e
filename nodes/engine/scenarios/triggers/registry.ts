import { createRegistry } from '../../../base/registry.ts';
import { cronTrigger } from './cron.ts';
import { dailyTrigger } from './daily.ts';
import { datasetChangeTrigger } from './dataset-change.ts';

/** Every kind of trigger. Running by hand and by HTTP call is always possible. */
export const triggerKinds = createRegistry('trigger', [dailyTrigger, cronTrigger, datasetChangeTrigger]);
