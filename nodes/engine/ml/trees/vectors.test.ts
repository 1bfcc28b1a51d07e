import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyLink, ensembleScores } from './ensemble.ts';
import { createTreeEvaluator } from './evaluator.ts';
import { treesFromOnnx } from './from-onnx.ts';

const data = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');

interface Input {
  inputs: Record<string, { shape: [number, number]; data: (number | null)[][] }>;
}
interface Expected {
  onnxruntime: Record<string, number[] | number[][]>;
}

function load(model: string) {
  const file = (name: string) => readFileSync(join(data, 'onnx_generated', model, name));
  const { inputs } = JSON.parse(file('input.json').toString()) as Input;
  const { onnxruntime } = JSON.parse(file('expected.json').toString()) as Expected;
  const input = Object.values(inputs)[0]!;
  const matrix = Float32Array.from(input.data.flat(), (value) => value ?? Number.NaN);
  return { bytes: file('model.onnx'), matrix, rows: input.shape[0], expected: onnxruntime };
}

describe.skipIf(!existsSync(data))('models of other makers (skipped without the shared test data)', () => {
  test.each(['california_extratrees', 'california_gbr', 'california_histgbr'])(
    '%s is read and scored as in onnxruntime',
    (name) => {
      const { bytes, matrix, rows, expected } = load(name);
      const ensemble = treesFromOnnx(bytes)!;
      const wanted = Object.values(expected)[0]!.flat();
      const plain = applyLink(ensemble.task, ensembleScores(ensemble, matrix, rows), ensemble.outputs);
      const evaluator = createTreeEvaluator(ensemble);
      evaluator.input().set(matrix);
      const fast = evaluator.run(rows);
      expect(plain.length).toBe(wanted.length);
      wanted.forEach((value, i) => {
        expect(Math.abs(plain[i]! - value)).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)));
        expect(Math.abs(fast[i]! - value)).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)));
      });
    },
  );

  test.each(['adult_randomforest_onehot_strings', 'california_knn_scaled', 'california_ridge', 'fraud_lightgbm'])(
    '%s is left to onnxruntime',
    (name) => {
      expect(treesFromOnnx(load(name).bytes)).toBeNull();
    },
  );

  test.each(['tree_ensemble_single_tree', 'tree_ensemble_set_membership', 'binarizer', 'label_encoder_string_int'])(
    'the official vector %s is left to onnxruntime',
    (name) => {
      const bytes = readFileSync(join(data, 'onnx_backend_ml', `test_ai_onnx_ml_${name}`, 'model.onnx'));
      expect(treesFromOnnx(bytes)).toBeNull();
    },
  );
});
