import { createRegistry } from '../../../base/registry.ts';
import { webhookReporter } from './webhook.ts';

/** Every kind of reporter. */
export const reporterKinds = createRegistry('reporter', [webhookReporter]);
