import { z } from 'zod';
import { patternProblem } from '../../base/pattern.ts';
import { Id } from './ids.ts';

/** Values of one list: what is larger is data, not a meaning. */
export const mostMeaningValues = 10_000;

/** What is wrong with the pattern of a meaning, in words; undefined when both the workbench and the database read it. */
export const meaningPatternProblem = (pattern: string): string | undefined =>
  patternProblem(pattern) ?? patternProblem(`^(?:${pattern})$`);

const common = {
  id: Id,
  name: z.string().min(1).max(200),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Whether small and capital letters differ. */
  caseSensitive: z.boolean().default(false),
};

/** `meanings/<id>.json`: what columns of this project may mean beside the built-in meanings. A column names it as `own:<id>`. */
export const OwnMeaning = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('values'),
    values: z.array(z.string().min(1).max(500)).max(mostMeaningValues),
  }),
  z.object({
    ...common,
    kind: z.literal('pattern'),
    /** The whole text must match. */
    pattern: z
      .string()
      .min(1)
      .max(2000)
      .superRefine((pattern, context) => {
        const message = meaningPatternProblem(pattern);
        if (message) context.addIssue({ code: 'custom', message });
      }),
  }),
]);
export type OwnMeaning = z.infer<typeof OwnMeaning>;

/** The meanings of a project by id. */
export type OwnMeanings = Readonly<Record<string, OwnMeaning>>;
