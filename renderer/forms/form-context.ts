import { createContext, useContext } from 'react';
import type { FormField } from '../../nodes/contract/catalog.ts';
import type { Schema } from '../../nodes/contract/schema.ts';

export type FieldChoices = Readonly<Record<string, readonly { value: string; label: string }[]>>;

/** What widgets offer: the columns of the inputs, and what else the project has. */
export interface FormSources {
  /** Columns by input role; `''` is the role of fields that name none. */
  schemas: Readonly<Record<string, Schema>>;
  datasets: readonly { id: string; name: string }[];
  models: readonly { id: string; name: string }[];
  /** Choices that only the data know, by the key of the field. */
  choices?: FieldChoices | undefined;
  /** Rows that formulas are tried on: a dataset, after some steps of a prepare recipe. Absent: they are not tried. */
  sample?: { projectId: string; input: string; steps?: readonly object[] } | undefined;
}

const nothing: FormSources = { schemas: {}, datasets: [], models: [] };
export const FormContext = createContext<FormSources>(nothing);

/** The columns a field chooses from. */
export function useFieldSchema(field: Pick<FormField, 'role' | 'types'>): Schema {
  const { schemas } = useContext(FormContext);
  const schema = schemas[field.role ?? ''] ?? Object.values(schemas)[0] ?? [];
  return field.types ? schema.filter(({ type }) => field.types?.includes(type)) : schema;
}

export interface WidgetProps {
  field: FormField;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Message of a problem at this field. */
  error?: string | undefined;
}
