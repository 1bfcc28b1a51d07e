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

/** One field, when its condition holds. */
export function FieldView({ field, settings, path, onChange }: FieldViewProps) {
  const problems = useContext(ProblemsContext);
  const { showWhen } = field;
  if (showWhen && !showWhen.in.some((value) => value === settingAt(settings, showWhen.key))) return null;
  const WidgetView = widgets[field.widget];
  return (
    <WidgetView
      field={field}
      value={settingAt(settings, field.key)}
      error={problems.get(path ? `${path}.${field.key}` : field.key)}
      onChange={(value) => onChange(withSetting(settings, field.key, value))}
    />
  );
}
