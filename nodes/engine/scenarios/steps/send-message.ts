import { z } from 'zod';
import { fail } from '../../../contract/errors/index.ts';
import { defineStep } from '../step-kind.ts';
import { dateVariables, fillText } from '../variables-text.ts';

/** Sends a message to a webhook. */
export const sendMessageStep = defineStep({
  id: 'send-message',
  label: 'Send a message',
  category: 'Control',
  icon: 'send',
  keywords: ['webhook', 'notify', 'slack', 'teams', 'alert'],
  help: 'POSTs a JSON message {scenario, run, outcome, text, variables} to a URL. The text may use variables.',
  version: 1,
  fillsItself: true,
  settings: z.object({ url: z.string().min(1), text: z.string().default('${scenario}: ${outcome}') }),
  form: [
    {
      fields: [
        { key: 'url', label: 'Webhook URL', widget: 'text', placeholder: 'https://…' },
        {
          key: 'text',
          label: 'Text',
          widget: 'textarea',
          help: 'May use ${scenario}, ${outcome}, ${today} and the variables of the run and the project.',
        },
      ],
    },
  ],
  run: async ({ url, text }, context) => {
    const known = {
      ...dateVariables(context.ports.now(), 'UTC'),
      ...context.known,
      ...context.variables,
      scenario: context.scenario.name,
      outcome: context.outcome,
    };
    const address = fillText(url, known, 'The webhook URL');
    const body = {
      scenario: context.scenario.id,
      run: context.runId,
      outcome: context.outcome,
      text: fillText(text, known, 'The message'),
      variables: context.variables,
    };
    const { status } = await context.ports.post(address, body, context.signal);
    if (status >= 400) throw fail('SCENARIO_MESSAGE_REFUSED', { status });
    context.log(`Sent, answered ${status}`);
    return 'success';
  },
});
