import { createContext, useContext } from 'react';
import type { FormField } from '../../nodes/contract/catalog.ts';
import { settingAt, withSetting } from './settings-path.ts';
import { widgets } from './widgets/registry.ts';

/** Problems of the form by the path of the setting they are about. */
export const ProblemsContext = createContext<ReadonlyMap<string, string>>(new Map());

interface FieldViewProps {
  field: FormField;
  settings: Record<string, unknown>;
  /** Path of these settings in the whole form: where problems are looked up. */
  path?: string;
  onChange: (settings: Record<string, unknown>) => void;
}

/** A bare key in words: `learningRate` → `Learning rate`. */
const wordsOf = (key: string): string => {
  const words = key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** One field, when its condition holds. */
export function FieldView({ field, settings, path, onChange }: FieldViewProps) {
  const problems = useContext(ProblemsContext);
  const { showWhen } = field;
  if (showWhen && !showWhen.in.some((value) => value === settingAt(settings, showWhen.key))) return null;
  const label = field.label === field.key.split('.').at(-1) ? wordsOf(field.label) : field.label;
  const WidgetView = widgets[field.widget];
  return (
    <WidgetView
      field={label === field.label ? field : { ...field, label }}
      value={settingAt(settings, field.key)}
      error={problems.get(path ? `${path}.${field.key}` : field.key)}
      onChange={(value) => onChange(withSetting(settings, field.key, value))}
    />
  );
}
