import { describe, expect, it } from 'vitest';
import { resolveVariables } from './variables.ts';

const variable = (name: string) => `$\{${name}}`;

describe('resolveVariables', () => {
  it('fills variables in texts however deep, and tells which were used', () => {
    const setting = {
      path: `daily/${variable('day')}.csv`,
      list: [{ text: `${variable('day')}${variable('n')}` }],
      count: 3,
      none: null,
    };
    expect(resolveVariables(setting, { day: '2026-06-01', n: '7', unused: 'x' }, 'here')).toEqual({
      value: { path: 'daily/2026-06-01.csv', list: [{ text: '2026-06-017' }], count: 3, none: null },
      used: { day: '2026-06-01', n: '7' },
    });
  });

  it('does not fill a value again', () => {
    expect(resolveVariables(variable('a'), { a: variable('b'), b: 'x' }, 'here').value).toBe(variable('b'));
  });

  it('names an unknown variable, the place and the nearest name', () => {
    expect(() => resolveVariables(variable('dya'), { dey: '' }, 'The recipe “x”')).toThrow(
      'The recipe “x” uses the variable “dya”, which is not defined',
    );
    expect(() => resolveVariables(variable('toString'), {}, 'here')).toThrow('not defined');
  });
});
