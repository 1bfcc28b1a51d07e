import { createContext, useContext } from 'react';
import type { FormField, Widget } from '../../nodes/contract/catalog.ts';
import { Hinted } from '../ui/Hinted.tsx';
import { settingAt, withSetting } from './settings-path.ts';
import { widgets } from './widgets/registry.ts';

/** Problems of the form by the path of the setting they are about. */
export const ProblemsContext = createContext<ReadonlyMap<string, string>>(new Map());

interface FieldViewProps {
  field: FormField;
  settings: Record<string, unknown>;
  /** Path of these settings in the whole form: where problems are looked up. */
  path?: string;
  /** Defaults of the fields beside it, by their keys: what its condition meets where nothing is set. */
  defaults: ReadonlyMap<string, unknown>;
  onChange: (settings: Record<string, unknown>) => void;
}

/** A bare key in words: `learningRate` → `Learning rate`. */
const wordsOf = (key: string): string => {
  const words = key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Fields that can be emptied to type anew: their default is a placeholder, which does not come between. */
const isTyped: ReadonlySet<Widget> = new Set(['number', 'formula']);

export const defaultsOf = (fields: readonly FormField[]): ReadonlyMap<string, unknown> =>
  new Map(fields.map((field) => [field.key, field.default]));

/** One field, when its condition holds. */
export function FieldView({ field, settings, path, defaults, onChange }: FieldViewProps) {
  const problems = useContext(ProblemsContext);
  const { showWhen } = field;
  const decides = showWhen && (settingAt(settings, showWhen.key) ?? defaults.get(showWhen.key));
  if (showWhen && !showWhen.in.some((value) => value === decides)) return null;
  const label = field.label === field.key.split('.').at(-1) ? wordsOf(field.label) : field.label;
  const WidgetView = widgets[field.widget];
  const view = (
    <WidgetView
      field={label === field.label ? field : { ...field, label }}
      value={settingAt(settings, field.key) ?? (isTyped.has(field.widget) ? undefined : field.default)}
      error={problems.get(path ? `${path}.${field.key}` : field.key)}
      onChange={(value) => onChange(withSetting(settings, field.key, value))}
    />
  );
  return field.hint ? <Hinted hint={field.hint}>{view}</Hinted> : view;
}
