import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetView } from '../contract/dataset-view.ts';
import { type Connection, openDatabase } from './database.ts';
import { openDatasetViews } from './dataset-views.ts';

const view = (formula: string): DatasetView => ({
  sample: { kind: 'random', rows: 500, seed: 2 },
  sort: [{ column: 'amount', descending: true }],
  filters: [{ kind: 'values', column: 'city', values: ['Oslo', null], exclude: false }],
  formula,
  column: 'amount',
  layout: { order: ['city', 'amount'], hidden: ['id'], pinned: ['city'], widths: { city: 90 } },
});
const key = { caller: 'desktop', project: 'shop', dataset: 'orders' };

let db: Connection;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => {
  db.close();
});

describe('views of datasets', () => {
  it('are kept whole, each caller’s, project’s and dataset’s apart, the last one instead of the one before', () => {
    const views = openDatasetViews(db);
    expect(views.get(key)).toBeUndefined();
    views.put(key, view('amount > 1'));
    views.put(key, view('amount > 2'));
    views.put({ ...key, caller: 'k2' }, view('amount > 3'));
    views.put({ ...key, project: 'shop-2' }, view('amount > 4'));
    const again = openDatasetViews(db);
    expect(again.get(key)).toEqual(view('amount > 2'));
    expect(again.get({ ...key, caller: 'k2' })?.formula).toBe('amount > 3');
    expect(again.get({ ...key, project: 'shop-2' })?.formula).toBe('amount > 4');
    expect(again.get({ ...key, dataset: 'other' })).toBeUndefined();
  });

  it('of one caller do not pile up, and take nothing from those of others', () => {
    const views = openDatasetViews(db);
    views.put({ ...key, caller: 'k2' }, view(''));
    for (let i = 0; i < 500; i += 1) views.put({ ...key, dataset: `d${i}` }, view(''));
    // Looked at again: now the second is the oldest.
    views.put({ ...key, dataset: 'd0' }, view(''));
    views.put({ ...key, dataset: 'd500' }, view(''));
    expect(views.get({ ...key, dataset: 'd0' })).toBeDefined();
    expect(views.get({ ...key, dataset: 'd1' })).toBeUndefined();
    expect(views.get({ ...key, dataset: 'd2' })).toBeDefined();
    expect(views.get({ ...key, caller: 'k2' })).toBeDefined();
  });

  it('that this version does not understand count as none', () => {
    const views = openDatasetViews(db);
    views.put(key, view(''));
    db.prepare(`UPDATE dataset_views SET body = '{"sample": {"kind": "tomorrow"}}'`).run();
    expect(views.get(key)).toBeUndefined();
  });
});
