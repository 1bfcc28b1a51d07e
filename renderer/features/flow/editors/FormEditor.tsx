import { FormView } from '../../../forms/FormView.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { EditorProps } from './editor.ts';

type Settings = Record<string, unknown>;

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings with the defaults of what they leave out, one level deep. */
function withDefaults(defaults: Settings, settings: Settings): Settings {
  const nested = Object.entries(settings).map(([key, value]) => {
    const standard = defaults[key];
    const isSame = isObject(value) && isObject(standard) && (value.kind ?? standard.kind) === standard.kind;
    return [key, isSame ? { ...standard, ...value } : value];
  });
  return { ...defaults, ...Object.fromEntries(nested) };
}

/** The form of the catalogue, for kinds that need no more. */
export function FormEditor({ kind, recipe, onChange, sources, problems }: EditorProps) {
  if (kind.form.length === 0) return <Notice tone="info">{kind.help} There is nothing to set.</Notice>;
  return (
    <FormView
      form={kind.form}
      value={withDefaults(kind.defaults, recipe.settings)}
      sources={sources}
      problems={problems}
      onChange={(settings) => onChange({ ...recipe, settings })}
    />
  );
}
