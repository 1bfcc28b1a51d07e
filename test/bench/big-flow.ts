import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../nodes/base/random.ts';
import type { Edit } from '../../nodes/contract/project/index.ts';
import { createProject } from '../../nodes/store/project-files.ts';

const sources = 80;
const layers = 24;
const perLayer = 40;
/** Inputs of the recipes, in turn: 17 wires for eight recipes. */
const inputCounts = [1, 1, 2, 2, 2, 3, 3, 3] as const;

/** Nodes and wires of the project that `makeBigFlow` writes. */
export const bigFlow = { nodes: sources + 2 * layers * perLayer, edges: layers * perLayer * (1 + 17 / 8) } as const;

const rows = 'id,card,amount,city,sold\n1,a,10.5,Oslo,2026-01-01\n2,b,20,Rome,2026-01-02\n3,a,30.25,Lima,2026-01-03\n';

/** Writes a project of 2,000 nodes and 3,000 wires, ready for a Design node; without `places` nothing was ever laid out. */
export async function makeBigFlow(folder: string, { id, places }: { id: string; places: boolean }): Promise<void> {
  const files = await createProject(folder, { id, name: 'Two thousand nodes' });
  await mkdir(join(folder, 'files'), { recursive: true });
  writeFileSync(join(folder, 'files', 'sales.csv'), rows);
  await files.apply(edits(places));
}

type Places = Record<string, { x: number; y: number }>;

function edits(withPlaces: boolean): Edit[] {
  const random = createRandom(5);
  const places: Places = {};
  const made: Edit[] = [];
  const known: string[] = [];
  for (let i = 0; i < sources; i++) {
    const name = `sales_${i}`;
    const source = { kind: 'files', connection: 'project', path: 'sales.csv', format: { kind: 'csv' } };
    made.push({ family: 'datasets', id: name, value: { id: name, name, source } });
    places[name] = { x: 40 + 220 * (i % 2), y: 40 + 104 * Math.floor(i / 2) };
    known.push(name);
  }
  for (let layer = 0; layer < layers; layer++) {
    const near = known.slice(-2 * perLayer);
    for (let at = 0; at < perLayer; at++) {
      const name = `step_${layer}_${at}`;
      const inputs = new Set<string>();
      while (inputs.size < inputCounts[at % inputCounts.length]!) inputs.add(near[Math.floor(random() * near.length)]!);
      made.push(...recipeOf(name, [...inputs]));
      const y = 40 + 104 * at;
      places[name] = { x: 560 + 440 * layer, y };
      places[`rows_${layer}_${at}`] = { x: 700 + 440 * layer, y };
      known.push(`rows_${layer}_${at}`);
    }
  }
  if (withPlaces) made.push({ family: 'layout', id: '-', value: { nodes: places } });
  return made;
}

function recipeOf(id: string, inputs: string[]): Edit[] {
  const output = id.replace('step', 'rows');
  const value = {
    ...{ id, name: id, version: 1, ...settingsOf(inputs.length, id.length % 2 === 0) },
    inputs: { input: inputs },
    outputs: { output: [output] },
  };
  const dataset = { id: output, name: output, source: { kind: 'managed' } };
  return [
    { family: 'recipes', id, value },
    { family: 'datasets', id: output, value: dataset },
  ];
}

/** All of them keep the five columns, so that any dataset can be the input of any recipe. */
function settingsOf(inputs: number, isEven: boolean): { kind: string; settings: Record<string, unknown> } {
  if (inputs === 3) return { kind: 'stack', settings: {} };
  if (inputs === 2) return { kind: 'join', settings: { joins: [{ on: [{ left: 'id', right: 'id' }], columns: [] }] } };
  if (isEven) return { kind: 'sort', settings: { by: [{ column: 'amount' }] } };
  const steps = [
    { id: 's1', kind: 'filter-formula', settings: { formula: 'amount > 5 and city is not null' } },
    { id: 's2', kind: 'transform-number', settings: { column: 'amount', operation: 'scale', factor: 1.25 } },
  ];
  return { kind: 'prepare', settings: { steps } };
}
