import type { Tone } from '../../ui/StatusBadge.tsx';

const names = {
  wire: '--mr-wire',
  accent: '--mr-accent',
  border: '--mr-border-strong',
  raised: '--mr-raised',
  surface: '--mr-surface',
  sunken: '--mr-sunken',
  text: '--mr-text',
  dim: '--mr-dim',
  dataset: '--mr-dataset-soft',
  recipe: '--mr-recipe-soft',
  model: '--mr-model-soft',
  datasetStrong: '--mr-dataset',
  recipeStrong: '--mr-recipe',
  modelStrong: '--mr-model',
  zone: '--mr-sunken',
  note: '--mr-stale-soft',
  none: '--mr-faint',
  ready: '--mr-ready',
  running: '--mr-accent',
  done: '--mr-done',
  stale: '--mr-stale',
  failed: '--mr-failed',
} as const satisfies Record<Tone, string> & Record<string, string>;

/** Colours of what is drawn on a canvas, as the theme has them now. */
export type Colours = Record<keyof typeof names | 'recipeEdge' | 'noteEdge', string>;

/** Reads the colours of the theme that is on at `element`. */
export function coloursAt(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name).trim()]),
  ) as Record<keyof typeof names, string>;
  const edge = (colour: string, share: number) => `color-mix(in srgb, ${colour} ${share}%, ${read.border})`;
  return { ...read, recipeEdge: edge(read.recipeStrong, 45), noteEdge: edge(read.stale, 40) };
}
