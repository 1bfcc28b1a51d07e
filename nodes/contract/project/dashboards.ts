import { z } from 'zod';
import { Chart, ChartFilter } from './charts.ts';
import { Id } from './ids.ts';

/** Most characters of a picture within a dashboard: about 700 kB of file. */
export const IMAGE_LIMIT = 1_000_000;

export const Tile = z.object({
  id: Id,
  title: z.string().default(''),
  /** Grid place: 12 columns; `h` in rows of 80 px. */
  x: z.number().int().min(0).max(11),
  y: z.number().int().min(0),
  w: z.number().int().min(1).max(12),
  h: z.number().int().min(1).max(20),
  /** Filters of the dashboard do not hold for it. */
  unfiltered: z.boolean().optional(),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('chart'), chart: Chart }),
    z.object({ kind: z.literal('text'), markdown: z.string() }),
    z.object({ kind: z.literal('quality'), dataset: Id }),
    /** What one rule of a dataset measured, now and over its last checks. */
    z.object({ kind: z.literal('metric'), dataset: Id, rule: z.string() }),
    z.object({ kind: z.literal('scenario'), scenario: Id }),
    z.object({ kind: z.literal('model'), model: Id }),
    z.object({
      kind: z.literal('image'),
      /** `data:image/png;base64,…`: the picture travels with the dashboard. */
      source: z
        .string()
        .max(IMAGE_LIMIT)
        .regex(/^(data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/=]*)?$/, 'a picture as a data URL'),
      alt: z.string().default(''),
      fit: z.enum(['contain', 'cover']).default('contain'),
    }),
  ]),
});
export type Tile = z.infer<typeof Tile>;

export const Dashboard = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
  pages: z.array(z.object({ id: Id, title: z.string(), tiles: z.array(Tile) })),
  /** Filters that are set when the dashboard is opened without others in its address. */
  filters: z.array(ChartFilter).optional(),
});
export type Dashboard = z.infer<typeof Dashboard>;
