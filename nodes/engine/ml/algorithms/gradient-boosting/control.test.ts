import { expect, test } from 'vitest';
import { CONTROL_BYTES, Control, OP, TASKS, type Task } from './control.ts';

const at = 64;

function twoSides() {
  const buffer = new SharedArrayBuffer(at + CONTROL_BYTES);
  return { coordinator: new Control(buffer, at), thread: new Control(buffer, at) };
}

test('the threads read the command that was written, with addresses above two gigabytes and values without bounds', () => {
  const { coordinator, thread } = twoSides();
  const tasks: Task[] = Array.from({ length: TASKS }, (_, i) => ({
    slot: 3 + i,
    right: 7 + i,
    feature: 1000 + i,
    counted: i === 0 ? 7 : -1,
    histogram: 3_000_000_000 + i * 64,
    sibling: i === 0 ? 4_000_000_000 : 0,
    searches: [
      { score: 1.5 + i, low: Number.NEGATIVE_INFINITY, high: 0.25 },
      i === 0 ? null : { score: -1, low: -3, high: Number.POSITIVE_INFINITY },
    ],
  }));
  const limits = { minRows: 20, minHessian: 7, maxSet: 32, minCategoryRows: 100, l2: 0.5, categoryL2: 10, smooth: 11 };
  coordinator.limits = limits;
  coordinator.scale = { g: 12, h: 34 };
  coordinator.tasks = tasks;
  coordinator.set(OP.finish, [1, -2, 3, 4, 5, 6]);
  expect(thread.tasks).toEqual(tasks);
  expect(thread.limits).toEqual(limits);
  expect(thread.scale).toEqual({ g: 12, h: 34 });
  expect(thread.op).toBe(OP.finish);
  expect([0, 1, 2, 3, 4, 5].map((i) => thread.arg(i))).toEqual([1, -2, 3, 4, 5, 6]);
});

test('a command without tasks leaves none of the one before', () => {
  const { coordinator, thread } = twoSides();
  const task: Task = { slot: 0, right: 1, feature: 2, counted: -1, histogram: 0, sibling: 0, searches: [null, null] };
  coordinator.tasks = [task];
  coordinator.tasks = [];
  expect(thread.tasks).toEqual([]);
});
