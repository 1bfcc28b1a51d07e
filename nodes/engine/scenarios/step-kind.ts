import { z } from 'zod';
import { issueWords } from '../../base/issue-words.ts';
import type { CatalogKind, FormSection, KindIdentity } from '../../contract/catalog.ts';
import { fail } from '../../contract/errors/index.ts';
import { fillVariables, fitVariables } from '../../contract/fill-variables.ts';
import type { ScenarioPorts, StepIo } from './ports.ts';
import { dateVariables } from './variables-text.ts';

/** What a running step sees and may change. */
export interface StepContext extends StepIo {
  ports: ScenarioPorts;
  /** Variables of the run; steps may set them for the steps after. */
  variables: Record<string, string>;
  /** Values in effect of the project's variables: those of the run go before them. */
  known: Readonly<Record<string, string>>;
  scenario: { id: string; name: string };
  runId: string;
  /** How the run stands so far. */
  outcome: 'success' | 'warning' | 'failed';
}

/** A step ends well, or with a warning; a failure is thrown. */
export type StepOutcome = 'success' | 'warning';

interface Common extends KindIdentity {
  readonly version: number;
  readonly form: readonly FormSection[];
}

export interface StepDefinition<S extends z.ZodObject> extends Common {
  readonly settings: S;
  /** It fills the variables of its settings by itself, with more than the run and the project know. */
  readonly fillsItself?: true;
  run(settings: z.output<S>, context: StepContext): Promise<StepOutcome>;
}

/** A step kind as the runner sees it. SCENARIO_SETTINGS for settings that do not fit. */
export interface StepKind extends Common {
  readonly settings: z.ZodObject;
  run(settings: Record<string, unknown>, context: StepContext): Promise<StepOutcome>;
  catalog(): CatalogKind;
}

/** Makes a step kind of a definition. */
export function defineStep<S extends z.ZodObject>(definition: StepDefinition<S>): StepKind {
  const { id, label, category, icon, keywords, help, version, form } = definition;
  return {
    ...{ id, label, category, icon, keywords, help, version, form },
    settings: definition.settings,
    run: async (written, context) => {
      const settings = definition.fillsItself ? written : filledSettings(definition, written, context);
      return definition.run(parseSettings(definition, settings), context);
    },
    catalog: () => publishKind(definition),
  };
}

/** Settings of a step with the variables of the run and the project filled in. FLOW_VARIABLE_*. */
function filledSettings(
  { label, settings }: { label: string; settings: z.ZodObject },
  written: Record<string, unknown>,
  { known, variables, ports }: StepContext,
): Record<string, unknown> {
  const values = { ...dateVariables(ports.now(), 'UTC'), ...known, ...variables };
  return fitVariables(fillVariables(written, values, `The step “${label}”`), settings);
}

interface WithSettings<S extends z.ZodObject> extends Common {
  readonly settings: S;
}

/** Settings with defaults. SCENARIO_SETTINGS. */
export function parseSettings<S extends z.ZodObject>(
  kind: WithSettings<S>,
  settings: Record<string, unknown>,
): z.output<S> {
  const parsed = kind.settings.safeParse(settings);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fail('SCENARIO_SETTINGS', {
    kind: kind.label,
    path: issue?.path.join('.') || 'settings',
    problem: issueWords(issue),
  });
}

/** A kind for the catalogue. */
export function publishKind<S extends z.ZodObject>(kind: WithSettings<S>): CatalogKind {
  const { id, label, category, icon, keywords, help, version, form } = kind;
  const defaults = kind.settings.safeParse({});
  return {
    ...{ id, label, category, icon, keywords, help, version, form },
    defaults: defaults.success ? (defaults.data as Record<string, unknown>) : {},
    settings: z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  };
}
