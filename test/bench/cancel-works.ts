import { join } from 'node:path';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { quoteText } from '../../nodes/engine/sql/quote.ts';
import { openSession } from '../../nodes/engine/sql/session.ts';
import { openProjectFiles } from '../../nodes/store/project-files.ts';
import type { LargeData } from './ten-million.ts';

/** A recipe over ten million rows; `makes` is the dataset or model that it is run for. */
export interface CancelWork {
  id: string;
  makes: string;
}

export const cancelWorks: readonly CancelWork[] = [
  { id: 'join', makes: 'joined' },
  { id: 'window', makes: 'windowed' },
  { id: 'sort', makes: 'sorted' },
  { id: 'read a CSV file', makes: 'read' },
  { id: 'train trees', makes: 'trees' },
  { id: 'train a linear model', makes: 'linear' },
  { id: 'score', makes: 'scored' },
];

interface Step {
  kind: string;
  inputs: Record<string, string[]>;
  makes: string;
  settings: Record<string, unknown>;
}

const features = ['card', 'merchant'].map((column) => ({ column, use: 'reject' }));
const training = { task: 'binary', target: 'online', features };
const trees = { id: 'gradient-boosting', trees: 15, earlyStoppingRounds: 0 };

const steps: readonly Step[] = [
  {
    kind: 'join',
    inputs: { input: ['transactions', 'merchants'] },
    makes: 'joined',
    settings: { joins: [{ kind: 'left', on: [{ left: 'merchant', right: 'merchant' }] }] },
  },
  {
    kind: 'window',
    inputs: { input: ['transactions'] },
    makes: 'windowed',
    settings: {
      windows: [
        {
          partitionBy: ['card'],
          orderBy: [{ column: 'sold' }],
          frame: { unit: 'range', preceding: 30, in: 'days', excludeCurrent: true },
          columns: [{ fn: 'sum', column: 'amount', name: 'before' }],
        },
      ],
    },
  },
  {
    kind: 'sort',
    inputs: { input: ['transactions'] },
    makes: 'sorted',
    settings: { orderBy: [{ column: 'amount' }, { column: 'city' }] },
  },
  { kind: 'sync', inputs: { input: ['table'] }, makes: 'read', settings: {} },
  {
    kind: 'sample',
    inputs: { input: ['transactions'] },
    makes: 'few',
    settings: { sample: { kind: 'head', count: 50_000 } },
  },
  {
    kind: 'train',
    inputs: { input: ['few'] },
    makes: 'small',
    settings: { ...training, algorithm: { ...trees, trees: 100 } },
  },
  { kind: 'train', inputs: { input: ['transactions'] }, makes: 'trees', settings: { ...training, algorithm: trees } },
  {
    kind: 'train',
    inputs: { input: ['transactions'] },
    makes: 'linear',
    settings: { ...training, algorithm: { id: 'linear', maxIterations: 15 } },
  },
  { kind: 'score', inputs: { input: ['transactions'], model: ['small'] }, makes: 'scored', settings: {} },
];

/** Adds the recipes to the project `large`, and a CSV file of ten million rows. */
export async function addCancelWorks(dir: string, data: LargeData): Promise<void> {
  const session = await openSession({});
  try {
    const csv = join(dir, 'files', 'table.csv');
    await session.run(`COPY (SELECT * FROM ${data.transactions}) TO ${quoteText(csv)} (FORMAT csv, HEADER)`);
  } finally {
    session.close();
  }
  const source = { kind: 'files', connection: 'project', path: 'table.csv', format: { kind: 'csv' } };
  const edits: Edit[] = [{ family: 'datasets', id: 'table', value: { id: 'table', name: 'table', source } }];
  for (const step of steps) edits.push(...editsOf(step));
  await (await openProjectFiles(dir)).apply(edits);
}

function editsOf({ kind, inputs, makes, settings }: Step): Edit[] {
  const isModel = kind === 'train';
  const id = `make-${makes}`;
  const role = isModel ? 'model' : 'output';
  const named = { id: makes, name: makes };
  const value = { id, name: id, kind, version: 1, inputs, outputs: { [role]: [makes] }, settings };
  return [
    isModel
      ? { family: 'models', id: makes, value: named }
      : { family: 'datasets', id: makes, value: { ...named, source: { kind: 'managed' } } },
    { family: 'recipes', id, value },
  ];
}
