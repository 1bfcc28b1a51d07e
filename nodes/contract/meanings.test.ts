import { describe, expect, it } from 'vitest';
import { fitsMeaning, guessMeaning, isInvalidCell, meaningRules } from './meanings.ts';
import { type Meaning, meanings } from './schema.ts';

const examples: Partial<Record<Meaning, { good: unknown[]; bad: unknown[] }>> = {
  decimal: {
    good: ['1', '-1.5', '1.234,56', '1,234.56', '3e5', '12 %'.replace(' ', '')],
    bad: ['x', '1.2.3.4x', '--1'],
  },
  integer: { good: ['0', '-12', '5.0'], bad: ['1.5', 'a'] },
  boolean: { good: ['yes', 'NO', '1', 'true'], bad: ['maybe', '2'] },
  date: {
    good: ['2024-02-03', '3.2.2024', '02/28/24', '12 Feb 2024', 'Mar 3, 2024', '2024-02-03T10:00:00Z'],
    bad: ['2024-13-01', 'soon', '32.1.2024'],
  },
  email: { good: ['a.b@example.org'], bad: ['nobody', 'a b@c.de', 'a@b'] },
  url: { good: ['https://example.org/a?b=c'], bad: ['example.org', 'http://'] },
  ip: { good: ['192.168.0.1', '::1', 'fe80::1:2'], bad: ['300.1.1.1', '1.2.3', 'abc'] },
  country: { good: ['DE', 'fra', 'Germany', 'Britain'], bad: ['Atlantis', 'XX'] },
  'us-state': { good: ['NY', 'ny', 'New York'], bad: ['ZZ', 'Bavaria'] },
  latitude: { good: [45.5, '-90', '90.0'], bad: [91, '120', 'north'] },
  longitude: { good: [-180, '179.99'], bad: [181, 'x'] },
  currency: { good: ['$ 12.50', '12,50 €', 'EUR', 'EUR 12', 12], bad: ['much', 'E U R'] },
};

describe('meanings', () => {
  it.each(Object.entries(examples))('tell what fits %s', (meaning, { good, bad }) => {
    expect(good.filter((value) => !fitsMeaning(meaning as Meaning, value))).toEqual([]);
    expect(bad.filter((value) => fitsMeaning(meaning as Meaning, value))).toEqual([]);
  });

  it('all have words, and empty values always fit', () => {
    for (const meaning of meanings) {
      expect(meaningRules[meaning].label).not.toBe('');
      expect([null, '', '  '].every((value) => fitsMeaning(meaning, value))).toBe(true);
    }
  });

  it('mark a cell only where there is something to fit', () => {
    expect(isInvalidCell({ type: 'string' }, 'anything')).toBe(false);
    expect(isInvalidCell({ type: 'string', meaning: 'email' }, 'nobody')).toBe(true);
    expect(isInvalidCell({ type: 'double', meaning: 'latitude' }, 123)).toBe(true);
    expect(isInvalidCell({ type: 'double' }, 'NaN')).toBe(true);
    expect(isInvalidCell({ type: 'bigint', meaning: 'longitude' }, '190')).toBe(true);
  });

  it('are guessed from name and values', () => {
    const texts = (name: string, values: unknown[]) => guessMeaning({ name, type: 'string' }, values);
    expect(texts('contact', ['a@b.de', 'c@d.org', null, ''])).toBe('email');
    expect(texts('state', ['NY', 'CA', 'TX'])).toBe('us-state');
    expect(texts('size', ['NY', 'CA', 'TX'])).toBeUndefined();
    expect(texts('land', ['Germany', 'FR'])).toBe('country');
    expect(texts('when', ['2024-02-03', '3.2.2024', '01/02/2024'])).toBe('date');
    expect(texts('total', ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'ten'])).toBe('integer');
    expect(texts('zip', ['01234', '12345'])).toBeUndefined();
    expect(texts('order_id', ['A1', 'B2'])).toBe('id');
    expect(
      texts(
        'colour',
        Array.from({ length: 40 }, (_, i) => ['red', 'green'][i % 2]),
      ),
    ).toBe('category');
    expect(guessMeaning({ name: 'lat', type: 'double' }, [1.5, 89])).toBe('latitude');
    expect(guessMeaning({ name: 'lat', type: 'double' }, [1.5, 100])).toBeUndefined();
    expect(guessMeaning({ name: 'customer_id', type: 'bigint' }, ['1', '2'])).toBe('id');
    expect(texts('none', [null])).toBeUndefined();
  });
});
