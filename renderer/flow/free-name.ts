import type { Project } from '../../nodes/contract/project/index.ts';

/** The longest name a thing of a project may have. */
export const NAME_LENGTH = 200;

/** Datasets and models: lists, recipes and charts tell them apart by their names alone. */
const named = ({ datasets, models }: Project) => [...Object.values(datasets), ...Object.values(models)];

export const takenNames = (project: Project): Set<string> => new Set(named(project).map(({ name }) => name));

/** The dataset or model that already has this name, other than the one with this id. */
export const hasNamesake = (project: Project, id: string, name: string): boolean =>
  (project.datasets[id] ?? project.models[id]) !== undefined &&
  named(project).some((one) => one.id !== id && one.name === name);

/** `wanted`, or with the first number that makes it free: `orders_2`, `Orders (copy) 2`. It counts as taken from now on. */
export function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted.slice(0, NAME_LENGTH - 4);
  const gap = base.includes(' ') ? ' ' : '_';
  let name = base;
  for (let n = 2; taken.has(name); n += 1) name = `${base}${gap}${n}`;
  taken.add(name);
  return name;
}

/** A name in small letters and digits of any script, with `_` between words: `Été 2025_sorted` becomes `été_2025_sorted`. */
export const plainName = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '') || 'item';
