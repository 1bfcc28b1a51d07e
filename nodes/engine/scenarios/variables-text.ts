import { DateTime } from 'luxon';
import { fillRefs } from '../../base/variable-refs.ts';
import { fail } from '../../contract/errors/index.ts';
import { nearestVariable } from '../../contract/fill-variables.ts';

/** Dates that every text of a scenario may use, as of `now` in `zone`. */
export function dateVariables(now: Date, zone: string): Record<string, string> {
  const today = DateTime.fromJSDate(now, { zone });
  if (!today.isValid) throw fail('SCENARIO_TIME_ZONE', { zone });
  return {
    today: today.toISODate(),
    yesterday: today.minus({ days: 1 }).toISODate(),
    tomorrow: today.plus({ days: 1 }).toISODate(),
    now: today.toISO({ suppressMilliseconds: true }),
  };
}

/** Fills `${name}` in a text. SCENARIO_VARIABLE_UNKNOWN. */
export function fillText(text: string, variables: Readonly<Record<string, string>>, where: string): string {
  return fillRefs(text, (variable) => {
    const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (value !== undefined) return value;
    const suggestion = nearestVariable(variable, Object.keys(variables));
    throw fail('SCENARIO_VARIABLE_UNKNOWN', { where, variable, suggestion });
  });
}
