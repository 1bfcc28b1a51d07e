import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

/**
 * The value once it has not changed for a while, by content: an object that is made anew in every render counts as the same, and makes
 * no render by itself.
 */
export function useSettled<T>(value: T, ms: number): T {
  const text = JSON.stringify(value);
  const [kept, keep] = useState({ text, value });
  if (kept.text !== text) keep({ text, value });
  const [settled] = useDebouncedValue(kept.text === text ? kept : { text, value }, ms);
  return settled.value;
}
