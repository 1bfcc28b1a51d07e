import { z } from 'zod';
import { Id } from './ids.ts';

/** Values of one list: what is larger is data, not a meaning. */
export const mostMeaningValues = 10_000;

/** What JavaScript reads and the database (RE2) does not: looking around, and going back to a group. */
const unusual = /\(\?(?:<?[=!])|\\[1-9]|\\k</;

/** What is wrong with a pattern, in words; undefined when both the workbench and the database read it. */
export function patternProblem(pattern: string): string | undefined {
  if (unusual.test(pattern)) return 'it looks around or back, which the database cannot do';
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
  }
}

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
        const message = patternProblem(pattern);
        if (message) context.addIssue({ code: 'custom', message });
      }),
  }),
]);
export type OwnMeaning = z.infer<typeof OwnMeaning>;

/** The meanings of a project by id. */
export type OwnMeanings = Readonly<Record<string, OwnMeaning>>;
