import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillVariables, fitVariables } from './fill-variables.ts';

const variable = (name: string) => `$\{${name}}`;

describe('fillVariables', () => {
  it('fills variables in texts however deep, and tells which were used', () => {
    const setting = {
      path: `daily/${variable('day')}.csv`,
      list: [{ text: `${variable('day')}${variable('n')}` }],
      count: 3,
      none: null,
    };
    expect(fillVariables(setting, { day: '2026-06-01', n: '7', unused: 'x' }, 'here')).toEqual({
      value: { path: 'daily/2026-06-01.csv', list: [{ text: '2026-06-017' }], count: 3, none: null },
      used: { day: '2026-06-01', n: '7' },
      whole: [],
    });
  });

  it('does not fill a value again', () => {
    expect(fillVariables(variable('a'), { a: variable('b'), b: 'x' }, 'here').value).toBe(variable('b'));
  });

  it('names an unknown variable, the place and the nearest name', () => {
    const steps = [{ settings: { formula: variable('dya') } }];
    expect(() => fillVariables({ steps }, { day: '' }, 'The recipe “x”')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('The recipe “x” uses the variable “dya”, which is not defined'),
        data: expect.objectContaining({ path: 'steps.0.formula', suggestion: '; did you mean “day”?' }),
      }),
    );
    expect(() => fillVariables(variable('toString'), {}, 'here')).toThrow('not defined');
  });
});

describe('fitVariables', () => {
  const schema = z.object({
    name: z.string(),
    count: z.number().int().min(1).optional(),
    on: z.boolean().optional(),
    list: z.array(z.object({ share: z.union([z.number(), z.null()]) })).optional(),
  });
  const fitted = (settings: Record<string, unknown>, values: Record<string, string>) =>
    fitVariables(fillVariables(settings, values, 'here'), schema);

  it('gives a number or a yes or no where the schema wants one, and leaves texts texts', () => {
    const settings = {
      name: variable('n'),
      count: variable('n'),
      on: variable('yes'),
      list: [{ share: variable('share') }],
    };
    expect(fitted(settings, { n: '7', yes: 'true', share: '0.5' })).toEqual({
      name: '7',
      count: 7,
      on: true,
      list: [{ share: 0.5 }],
    });
  });

  it('refuses a value that says neither, or that the setting does not allow', () => {
    const refused = expect.objectContaining({
      code: 'FLOW_VARIABLE_VALUE',
      data: expect.objectContaining({ path: 'count' }),
    });
    expect(() => fitted({ name: 'a', count: variable('n') }, { n: 'many' })).toThrow(refused);
    expect(() => fitted({ name: 'a', count: variable('n') }, { n: '0' })).toThrow(refused);
    expect(() => fitted({ name: 'a', count: variable('n') }, { n: '' })).toThrow(refused);
  });

  it('lets other faults of the settings be told by who parses them', () => {
    expect(fitted({ name: 3, count: `${variable('n')}0` }, { n: '1' })).toEqual({ name: 3, count: '10' });
  });
});
