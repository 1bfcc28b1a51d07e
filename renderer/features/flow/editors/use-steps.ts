import { useState } from 'react';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { tellError } from '../../../state/notify.ts';
import type { EditorProps } from './editor.ts';
import {
  freeGroupName,
  type Step,
  stepsFromText,
  stepsOf,
  stepsText,
  withCopy,
  withGroup,
  withMoved,
  withNewStep,
  withPasted,
} from './steps.ts';

/** The list of steps with what can be done to it, to one step or to the chosen ones. */
export function useSteps({ recipe, onChange, onStep, step }: EditorProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const steps = stepsOf(recipe.settings);
  const active = step === null ? null : Math.min(step - 1, steps.length - 1);
  const save = (next: Step[]) => onChange({ ...recipe, settings: { ...recipe.settings, steps: next } });
  /** `show` is the place of the step that is open afterwards. */
  const set = (next: Step[], show: number | null) => {
    save(next);
    onStep(show === null ? null : show + 1);
  };
  /** The chosen steps, or the one given when it is not among them. */
  const targets = (at?: number): Step[] => {
    const own = at === undefined ? undefined : steps[at];
    if (own && !chosen.includes(own.id)) return [own];
    return steps.filter(({ id }) => chosen.includes(id));
  };
  const remove = (gone: readonly Step[]) => {
    const ids = new Set(gone.map(({ id }) => id));
    set(
      steps.filter(({ id }) => !ids.has(id)),
      null,
    );
    setChosen([]);
  };
  const paste = (text: string): boolean => {
    const pasted = stepsFromText(text);
    if (!pasted) return false;
    const at = active === null ? steps.length : active + 1;
    set(withPasted(steps, at, pasted), at + pasted.length - 1);
    return true;
  };
  return {
    steps,
    active,
    /** The step that was added last: its first field takes the focus. */
    added,
    chosen,
    clear: () => setChosen([]),
    choose: (at: number, range: boolean) => {
      const id = steps[at]?.id;
      if (id === undefined) return;
      if (!range) return setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
      const from = steps.findIndex((one) => one.id === chosen.at(-1));
      const [low, high] = [Math.min(from < 0 ? at : from, at), Math.max(from, at)];
      setChosen(steps.slice(low, high + 1).map((one) => one.id));
    },
    toggle: (at: number) => onStep(at === active ? null : at + 1),
    add: (kind: CatalogKind) => {
      const at = active === null ? steps.length : active + 1;
      const group = active === null ? undefined : steps[active]?.group;
      const next = withNewStep(steps, at, kind);
      setAdded(next[at]?.id ?? null);
      set(group === undefined ? next : next.map((one, index) => (index === at ? { ...one, group } : one)), at);
    },
    replace: (at: number, next: Step) => save(steps.with(at, next)),
    copy: (at: number) => set(withCopy(steps, at), at + 1),
    remove,
    move: (from: number, to: number) => {
      if (to < 0 || to >= steps.length || to === from) return;
      const next = withMoved(steps, from, to);
      const [above, below] = [next[to - 1]?.group, next[to + 1]?.group];
      const own = next[to];
      // A step dropped between two of a group joins it; one moved away from its group leaves it.
      const joins = above !== undefined && above === below ? above : undefined;
      const stays = own?.group !== undefined && (own.group === above || own.group === below);
      set(
        own && !stays
          ? withGroup(next, [own.id], undefined).map((one) =>
              one.id === own.id && joins ? { ...one, group: joins } : one,
            )
          : next,
        to,
      );
    },
    setDisabled: (some: readonly Step[], disabled: boolean) => {
      const ids = new Set(some.map(({ id }) => id));
      save(steps.map((one) => (ids.has(one.id) ? { ...one, disabled } : one)));
    },
    group: (some: readonly Step[], name?: string) => {
      save(
        withGroup(
          steps,
          some.map(({ id }) => id),
          name ?? freeGroupName(steps),
        ),
      );
      setChosen([]);
    },
    ungroup: (some: readonly Step[]) =>
      save(
        withGroup(
          steps,
          some.map(({ id }) => id),
          undefined,
        ),
      ),
    rename: (some: readonly Step[], name: string) => {
      const ids = new Set(some.map(({ id }) => id));
      save(steps.map((one) => (ids.has(one.id) ? { ...one, group: name } : one)));
    },
    targets,
    paste,
    /** Writes steps to the clipboard as text. */
    toClipboard: (some: readonly Step[]) => void navigator.clipboard?.writeText(stepsText(some)).catch(() => undefined),
    fromClipboard: async () => {
      const text = await navigator.clipboard?.readText().catch(() => '');
      if (!text || !paste(text))
        tellError('There are no steps on the clipboard', 'Copy steps of a prepare recipe first.');
    },
  };
}

export type StepList = ReturnType<typeof useSteps>;
