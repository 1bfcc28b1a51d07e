import { expect, test } from 'vitest';
import { missedTimes } from './due-times.ts';
import { nextTime } from './triggers/cron.ts';
import { dailyTrigger } from './triggers/daily.ts';

const berlin = 'Europe/Berlin';
const iso = (date: Date | undefined) => date?.toISOString();

test('a time that the spring change leaves out fires once that day', () => {
  const first = nextTime('30 2 * * *', berlin, new Date('2026-03-28T12:00:00Z'))!;
  expect(iso(first)).toMatch(/^2026-03-29T01:/);
  expect(iso(nextTime('30 2 * * *', berlin, first))).toBe('2026-03-30T00:30:00.000Z');
});

test('a time that the autumn change repeats fires once', () => {
  const first = nextTime('30 2 * * *', berlin, new Date('2026-10-24T12:00:00Z'))!;
  const second = nextTime('30 2 * * *', berlin, first)!;
  expect(iso(first)).toMatch(/^2026-10-25T0[01]:30/);
  expect(iso(second)).toBe('2026-10-26T01:30:00.000Z');
});

test('daily keeps the local time over a change of clocks', () => {
  const settings = { time: '06:00', timeZone: berlin };
  expect(iso(dailyTrigger.next(settings, new Date('2026-03-28T12:00:00Z')))).toBe('2026-03-29T04:00:00.000Z');
  expect(iso(dailyTrigger.next(settings, new Date('2026-03-27T12:00:00Z')))).toBe('2026-03-28T05:00:00.000Z');
});

test('an invalid expression is named', () => {
  expect(() => nextTime('61 * * * *', 'UTC', new Date())).toThrow(expect.objectContaining({ code: 'SCENARIO_CRON' }));
});

test('missed times follow the catch-up policy', () => {
  const trigger = { id: 't', kind: 'daily', enabled: true, settings: { time: '06:00' } };
  const span = { since: new Date('2026-06-01T07:00:00Z'), now: new Date('2026-06-04T07:00:00Z') };
  expect(missedTimes(trigger, span, 'skip')).toEqual([]);
  expect(missedTimes(trigger, span, 'once').map(iso)).toEqual(['2026-06-04T06:00:00.000Z']);
  expect(missedTimes(trigger, span, 'all')).toHaveLength(3);
});
