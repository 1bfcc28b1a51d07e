import { z } from 'zod';
import { defineStep } from '../step-kind.ts';
import { dateVariables, fillText } from '../variables-text.ts';

/** Sets variables of the run for the steps after. */
export const setVariablesStep = defineStep({
  id: 'set-variables',
  label: 'Set variables',
  category: 'Control',
  icon: 'variable',
  keywords: ['parameter', 'date', 'day', 'yesterday'],
  help: 'Sets variables for the steps after it. Texts may use ${today}, ${yesterday}, ${tomorrow}, ${now} and the variables of the run and the project. A variable that the run was started with can be kept.',
  version: 1,
  fillsItself: true,
  settings: z.object({
    variables: z.record(z.string(), z.string()).default({}),
    timeZone: z.string().default('UTC'),
    keepGiven: z.boolean().default(true),
  }),
  form: [
    {
      fields: [
        { key: 'variables', label: 'Variables', widget: 'map' },
        { key: 'timeZone', label: 'Time zone of dates', widget: 'text', placeholder: 'Europe/Berlin' },
        { key: 'keepGiven', label: 'Keep values the run was started with', widget: 'switch' },
      ],
    },
  ],
  run: async ({ variables, timeZone, keepGiven }, context) => {
    const dates = dateVariables(context.ports.now(), timeZone);
    for (const [name, text] of Object.entries(variables)) {
      if (keepGiven && context.variables[name] !== undefined) {
        context.log(`${name} stays ${context.variables[name]}`);
        continue;
      }
      const value = fillText(text, { ...dates, ...context.known, ...context.variables }, `Variable “${name}”`);
      context.variables[name] = value;
      context.log(`${name} = ${value}`);
    }
    return 'success';
  },
});
