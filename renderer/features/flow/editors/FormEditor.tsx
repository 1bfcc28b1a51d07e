import { FormView } from '../../../forms/FormView.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { EditorProps } from './editor.ts';

/** The form of the catalogue, for kinds that need no more. Its fields know what is in force where nothing is set. */
export function FormEditor({ kind, recipe, onChange, sources, problems }: EditorProps) {
  if (kind.form.length === 0) return <Notice tone="info">{kind.help} There is nothing to set.</Notice>;
  return (
    <FormView
      form={kind.form}
      value={recipe.settings}
      sources={sources}
      problems={problems}
      onChange={(settings) => onChange({ ...recipe, settings })}
    />
  );
}
