import { expect, test } from 'vitest';
import { type BoostOptions, boostData, boostJob, runJob } from '../../testing/boosting.ts';

const data = boostData(6000);

const cases: Record<string, BoostOptions> = {
  'two classes': {},
  'three classes': { task: 'multiclass', trees: 6 },
  'a number': { task: 'regression' },
  'monotone features': { monotone: [1, -1, 0, 0, 0] },
  'a monotone number': { task: 'regression', monotone: [-1, 0, 1, 0, 0] },
  'a share of the rows and of the features': { subsample: 0.6, featureShare: 0.6 },
  'early stopping': { earlyStoppingRounds: 2, trees: 60, learningRate: 0.6 },
  'early stopping on a share of the rows': { earlyStoppingRounds: 2, trees: 40, learningRate: 0.5, subsample: 0.5 },
  'a limit of depth': { maxDepth: 3 },
  'large leaves': { minLeafRows: 700 },
  'a least gain': { minGain: 3 },
  'two leaves': { leaves: 2 },
  'three leaves': { leaves: 3 },
  'four leaves': { leaves: 4 },
  'many leaves': { leaves: 200, minLeafRows: 2, trees: 6 },
};

test.each(Object.entries(cases))('two, three and four threads grow the trees of one: %s', async (_, options) => {
  const one = await runJob(boostJob(data, 1, options), false);
  expect(one.trees.some((tree) => tree.feature.some((feature) => feature >= 0))).toBe(true);
  for (const threads of [2, 3, 4]) {
    const several = await runJob(boostJob(data, threads, options), true);
    expect(several, `${threads} threads`).toEqual(one);
  }
});

test('threads without rows of their own take part', async () => {
  const few = boostData(300);
  const one = await runJob(boostJob(few, 1), false);
  expect(await runJob(boostJob(few, 4), true)).toEqual(one);
});
