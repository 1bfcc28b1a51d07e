import { describe, expect, it } from 'vitest';
import { availableMemory, memoryBudget } from './memory.ts';

describe('the memory of a node', () => {
  it('is a share of the machine unless an amount is asked for', () => {
    expect(memoryBudget()).toBeLessThan(availableMemory());
    expect(memoryBudget('2GB')).toBe(2 * 2 ** 30);
    expect(memoryBudget('0.5 gb')).toBe(2 ** 29);
    expect(memoryBudget('800MB')).toBe(800 * 2 ** 20);
  });
  it('is refused when it is no amount or too little to work with', () => {
    for (const wanted of ['', 'much', '12', '-1GB', '1MB'])
      expect(() => memoryBudget(wanted)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
