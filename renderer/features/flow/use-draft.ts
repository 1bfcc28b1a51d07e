import { useCallback, useEffect, useRef, useState } from 'react';
import type { Recipe } from '../../../nodes/contract/project/index.ts';
import { recipeEdit } from '../../flow/edits.ts';
import { holdsDraft } from '../../state/drafts.ts';
import { editProject } from '../../state/edit-project.ts';

const SAVE_AFTER_MS = 400;

/**
 * A recipe while it is being edited: changes show at once and are saved a moment later, bursts as one undo step.
 * A change from elsewhere (undo, another window) replaces the draft unless something is unsaved; then both are merged.
 */
export function useDraft(projectId: string, recipe: Recipe): [Recipe, (next: Recipe) => void, save: () => void] {
  const [draft, setDraft] = useState(recipe);
  const unsaved = useRef<{ recipe: Recipe; seen: Recipe; timer: number } | null>(null);
  const latest = useRef(recipe);
  latest.current = recipe;
  const save = useCallback(() => {
    const open = unsaved.current;
    if (!open) return;
    window.clearTimeout(open.timer);
    unsaved.current = null;
    const { name, id } = open.recipe;
    const seen = [recipeEdit(open.seen)];
    void editProject(projectId, [recipeEdit(open.recipe)], { label: `Change ${name}`, group: `recipe:${id}`, seen });
  }, [projectId]);
  const change = useCallback(
    (next: Recipe) => {
      setDraft(next);
      const seen = unsaved.current?.seen ?? latest.current;
      if (unsaved.current) window.clearTimeout(unsaved.current.timer);
      unsaved.current = { recipe: next, seen, timer: window.setTimeout(save, SAVE_AFTER_MS) };
    },
    [save],
  );
  useEffect(() => {
    window.addEventListener('pagehide', save);
    const release = holdsDraft(save);
    return () => {
      release();
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  useEffect(() => {
    if (!unsaved.current) setDraft(recipe);
  }, [recipe]);
  return [draft, change, save];
}
