import { expect, test } from 'vitest';
import { valuesInEffect, variableStates } from './variables.ts';

const values = {
  project: { day: 'p', limit: '1', only: 'x' },
  deployment: { day: 'd', limit: '2' },
  node: { day: 'n', here: 'h' },
};

test('the node goes before the deployment, and that before the project', () => {
  expect(valuesInEffect(values)).toEqual({ day: 'n', limit: '2', only: 'x', here: 'h' });
  const states = variableStates(values, { day: 'The day' });
  expect(states.map(({ name, value, from }) => `${name}=${value} (${from})`)).toEqual([
    'day=n (node)',
    'here=h (node)',
    'limit=2 (deployment)',
    'only=x (project)',
  ]);
  expect(states[0]).toEqual({
    ...{ name: 'day', value: 'n', from: 'node', description: 'The day' },
    ...{ project: 'p', deployment: 'd', node: 'n' },
  });
  expect(states[1]).toMatchObject({ project: null, deployment: null, description: '' });
});

test('an empty value is a value', () => {
  expect(valuesInEffect({ ...values, node: { day: '' } }).day).toBe('');
});
