import { describe, expect, it } from 'vitest';
import { withRemarks } from '../../../nodes/contract/remarks.ts';
import { changesColumns, cleanFormat, sameSchema, withResets } from './source-draft.ts';

describe('a source that is being edited', () => {
  it('leaves emptied settings to be found again, but keeps an empty quote', () => {
    expect(cleanFormat({ kind: 'csv', quote: '', dateFormat: '', delimiter: undefined, skip: 0, nulls: [] })).toEqual({
      kind: 'csv',
      quote: '',
      skip: 0,
      nulls: [],
    });
  });

  it('finds the layout of another sheet anew', () => {
    const form = [
      { fields: [{ key: 'sheet', label: 'Sheet', widget: 'choice' as const, resets: ['skip', 'header'] }] },
    ];
    const before = { kind: 'excel', sheet: 'A', skip: 2, header: true };
    expect(withResets(form, before, { ...before, sheet: 'B' })).toEqual({ kind: 'excel', sheet: 'B' });
    expect(withResets(form, before, { ...before, sheet: 'B', skip: 0 })).toEqual({
      kind: 'excel',
      sheet: 'B',
      skip: 0,
    });
    expect(withResets(form, before, { ...before, skip: 0 })).toEqual({ ...before, skip: 0 });
  });

  it('finds columns anew only when the layout changes', () => {
    const csv = { kind: 'csv', delimiter: ',' };
    expect(changesColumns(csv, { ...csv, delimiter: ';' })).toBe(true);
    expect(changesColumns(csv, { ...csv, misfits: 'empty' })).toBe(false);
    expect(changesColumns(csv, { kind: 'json' })).toBe(true);
  });

  it('keeps what was said about columns that are still there', () => {
    const former = [
      { name: 'a', type: 'string' as const, meaning: 'email' as const, comment: 'work' },
      { name: 'b', type: 'string' as const, meaning: 'date' as const },
    ];
    const found = [
      { name: 'a', type: 'string' as const },
      { name: 'b', type: 'date' as const },
      { name: 'c', type: 'int' as const },
    ];
    expect(withRemarks(found, former)).toEqual([
      { name: 'a', type: 'string', meaning: 'email', comment: 'work' },
      { name: 'b', type: 'date' },
      { name: 'c', type: 'int' },
    ]);
    expect(sameSchema(found, withRemarks(found, []))).toBe(true);
    expect(sameSchema(found, withRemarks(found, former))).toBe(false);
  });
});
