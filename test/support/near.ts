import { expect } from 'vitest';

/** Holds when two numbers agree to that many significant digits; zero only equals what is as small. */
export function expectNear(actual: number | null | undefined, expected: number, digits = 9): void {
  const allowed = expected === 0 ? 10 ** -digits : Math.abs(expected) * 0.5 * 10 ** (1 - digits);
  expect(actual, `${actual} is not ${expected} to ${digits} digits`).toSatisfy(
    (value) => typeof value === 'number' && Math.abs(value - expected) <= allowed,
  );
}
