import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import type { ScenarioRun } from '../../../contract/flow.ts';
import type { ScenarioPorts } from '../ports.ts';
import { parseSettings, publishKind } from '../step-kind.ts';

const settings = z.object({ url: z.string().min(1) });
const identity = {
  id: 'webhook',
  label: 'Webhook',
  category: 'Message',
  icon: 'webhook',
  keywords: ['http', 'post', 'notify'],
  help: 'POSTs the run with its steps as JSON to a URL.',
  version: 1,
  settings,
  form: [{ fields: [{ key: 'url', label: 'URL', widget: 'text' as const, placeholder: 'https://…' }] }],
};

/** Sends the ended run to a webhook. */
export const webhookReporter = {
  ...identity,
  catalog: () => publishKind(identity),
  async report(
    given: Record<string, unknown>,
    run: ScenarioRun,
    ports: ScenarioPorts,
    signal: AbortSignal,
  ): Promise<void> {
    const { url } = parseSettings(identity, given);
    const { status } = await ports.post(url, run, signal);
    if (status >= 400) throw fail('SCENARIO_MESSAGE_REFUSED', { status });
  },
};
