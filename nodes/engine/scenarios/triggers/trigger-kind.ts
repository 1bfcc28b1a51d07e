import type { z } from 'zod';
import type { CatalogKind, FormSection, KindIdentity } from '../../../contract/catalog.ts';
import { parseSettings, publishKind } from '../step-kind.ts';

interface Common extends KindIdentity {
  readonly version: number;
  readonly form: readonly FormSection[];
}

export interface TriggerDefinition<S extends z.ZodObject> extends Common {
  readonly settings: S;
  /** The first time after `after` at which it fires; undefined when time never fires it. */
  next?(settings: z.output<S>, after: Date): Date | undefined;
  /** Datasets whose change fires it. */
  watches?(settings: z.output<S>): string[];
}

/** A trigger kind as the scheduler sees it. SCENARIO_SETTINGS for settings that do not fit. */
export interface TriggerKind extends Common {
  readonly settings: z.ZodObject;
  next(settings: Record<string, unknown>, after: Date): Date | undefined;
  watches(settings: Record<string, unknown>): string[];
  catalog(): CatalogKind;
}

/** Makes a trigger kind of a definition. */
export function defineTrigger<S extends z.ZodObject>(definition: TriggerDefinition<S>): TriggerKind {
  const { id, label, category, icon, keywords, help, version, form } = definition;
  return {
    ...{ id, label, category, icon, keywords, help, version, form },
    settings: definition.settings,
    next: (settings, after) => definition.next?.(parseSettings(definition, settings), after),
    watches: (settings) => definition.watches?.(parseSettings(definition, settings)) ?? [],
    catalog: () => publishKind(definition),
  };
}
