import { useMemo } from 'react';
import type { Schema } from '../../../../nodes/contract/schema.ts';
import { withSetting } from '../../../forms/settings-path.ts';
import type { EditorProps } from './editor.ts';
import { withComputed } from './parts/Stages.tsx';

const none: Schema = [];

/** The settings of a recipe with one input: how to change them, and the columns they speak of. */
export function useSettings({ recipe, onChange, schemas }: EditorProps) {
  const { settings } = recipe;
  const id = recipe.inputs.input?.[0];
  const input = (id ? schemas.get(id) : undefined) ?? none;
  const columns = useMemo(() => withComputed(input, settings), [input, settings]);
  const replace = (next: Record<string, unknown>) => onChange({ ...recipe, settings: next });
  return {
    settings,
    /** Columns of the input. */
    input,
    /** The same with the computed ones. */
    columns,
    replace,
    set: (path: string, value: unknown) => replace(withSetting(settings, path, value)),
  };
}
