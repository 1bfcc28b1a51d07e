import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../base/random.ts';
import { TrainSettings } from '../../../../contract/model.ts';
import { writeModelVersion } from '../../model-files.ts';
import { createScorer } from '../../scorer.ts';
import { frameOf } from '../../testing/frames.ts';
import { trainModel } from '../../train.ts';

const context = (threads: number) => ({ signal: new AbortController().signal, progress: () => {}, threads });

/** `up` and `down` matter in their direction on the whole, with waves against it; `other` and `kind` interact with them. */
function wavyFrame(rows: number) {
  const random = createRandom(11);
  const cells = Array.from({ length: rows }, () => {
    const [up, down, other] = [random() * 10, random() * 10, random()];
    const kind = ['a', 'b', 'c'][random.int(3)]!;
    const score = up - down + 3 * Math.sin(2 * up) * other - 2 * Math.cos(3 * down) + (kind === 'a' ? up * 0.5 : 0);
    const y = random() < 1 / (1 + Math.exp(-score)) ? 'yes' : 'no';
    return { up: random() < 0.05 ? null : up, down, other, kind, y, amount: score + random.normal() };
  });
  const column = <K extends keyof (typeof cells)[0]>(name: K) => cells.map((cell) => cell[name]);
  const [up, down, other, kind] = [column('up'), column('down'), column('other'), column('kind')];
  return frameOf({ up, down, other, kind, y: column('y'), amount: column('amount') });
}

const frame = wavyFrame(6000);
const steps = Array.from({ length: 201 }, (_, i) => i / 20);
const targets = { binary: 'y', regression: 'amount' } as const;

async function sweeps(task: 'binary' | 'regression', algorithm: object, threads = 1) {
  const target = targets[task];
  const features = [{ column: task === 'binary' ? 'amount' : 'y', use: 'reject' }];
  const settings = { task, target, features, algorithm: { id: 'gradient-boosting', trees: 40, ...algorithm } };
  const model = await trainModel(frame, TrainSettings.parse(settings), context(threads));
  const scorer = await createScorer(writeModelVersion(model, { engineVersion: 'test' }));
  const scoreOf = (record: Record<string, unknown>) => {
    const { value, probas } = scorer.scoreRecord(record);
    return value ?? probas!.yes!;
  };
  /** Largest step against the direction over many lines through the data. */
  const against = (column: 'up' | 'down', direction: number) => {
    let worst = 0;
    for (const other of [0.1, 0.5, 0.9]) {
      for (const kind of ['a', 'b', null]) {
        for (const fixed of [1, 4, 8]) {
          const scores = steps.map((x) => scoreOf({ up: fixed, down: fixed, other, kind, [column]: x }));
          scores.forEach((score, i) => {
            if (i > 0) worst = Math.max(worst, direction * (scores[i - 1]! - score));
          });
        }
      }
    }
    return worst;
  };
  return { up: against('up', 1), down: against('down', -1), model };
}

describe.each(['binary', 'regression'] as const)('%s', (task) => {
  test('predictions keep the directions asked for, and follow the waves without', async () => {
    const held = await sweeps(task, { increasing: ['up'], decreasing: ['down'] });
    expect(held.up).toBeLessThan(1e-12);
    expect(held.down).toBeLessThan(1e-12);
    const free = await sweeps(task, {});
    expect(free.up).toBeGreaterThan(0.01);
    expect(free.down).toBeGreaterThan(0.01);
    const { metrics } = held.model.report.evaluation;
    expect('auc' in metrics ? metrics.auc : 'r2' in metrics ? metrics.r2 : 0).toBeGreaterThan(0.8);
  });
});

test.each([
  [{ increasing: ['kind'] }, 'kind', 'binary'],
  [{ increasing: ['nothing'] }, 'nothing', 'binary'],
  [{ increasing: ['up'], decreasing: ['up'] }, 'up', 'regression'],
  [{ decreasing: ['up'] }, 'up', 'multiclass'],
] as const)('a direction that makes no sense is refused: %o', async (algorithm, column, task) => {
  const target = task === 'regression' ? 'amount' : task === 'binary' ? 'y' : 'kind';
  const settings = TrainSettings.parse({ task, target, algorithm: { id: 'gradient-boosting', ...algorithm } });
  await expect(trainModel(frame, settings, context(1))).rejects.toMatchObject({
    code: 'ML_MONOTONE_UNFIT',
    data: { column },
  });
});
