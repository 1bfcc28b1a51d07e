import { MultiSelect, Select } from '@mantine/core';
import { useContext } from 'react';
import { typeNames } from '../../ui/cell-text.ts';
import { FormContext, useFieldSchema, type WidgetProps } from '../form-context.ts';

const missing = (name: string) => ({ value: name, label: `${name} (not in the input)` });

export function ColumnWidget({ field, value, onChange, error }: WidgetProps) {
  const schema = useFieldSchema(field);
  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const known = schema.some(({ name }) => name === chosen);
  const data = [
    ...schema.map(({ name }) => ({ value: name, label: name })),
    ...(chosen && !known ? [missing(chosen)] : []),
  ];
  const types = new Map(schema.map(({ name, type }) => [name, typeNames[type]]));
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder={schema.length > 0 ? (field.placeholder ?? 'Choose a column') : 'Connect an input first'}
      data={data}
      value={chosen}
      searchable
      clearable
      error={error ?? (chosen && !known && schema.length > 0 ? 'Not a column of the input' : undefined)}
      onChange={(next) => onChange(next ?? undefined)}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', flex: 1, gap: 8, justifyContent: 'space-between' }}>
          {option.label}
          <span style={{ color: 'var(--mr-faint)' }}>{types.get(option.value)}</span>
        </span>
      )}
    />
  );
}

export function ColumnsWidget({ field, value, onChange, error }: WidgetProps) {
  const schema = useFieldSchema(field);
  const chosen = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const known = new Set(schema.map(({ name }) => name));
  return (
    <MultiSelect
      size="xs"
      label={field.label}
      description={field.help}
      placeholder={chosen.length > 0 ? undefined : (field.placeholder ?? 'Choose columns')}
      data={[...schema.map(({ name }) => name), ...chosen.filter((name) => !known.has(name)).map(missing)]}
      value={chosen}
      searchable
      clearable
      hidePickedOptions
      {...(field.max ? { maxValues: field.max } : {})}
      error={error}
      onChange={onChange}
    />
  );
}

export const DatasetWidget = (props: WidgetProps) => <ThingWidget {...props} from="datasets" />;
export const ModelWidget = (props: WidgetProps) => <ThingWidget {...props} from="models" />;

function ThingWidget({ field, value, onChange, error, from }: WidgetProps & { from: 'datasets' | 'models' }) {
  const things = useContext(FormContext)[from];
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder={field.placeholder ?? 'Choose…'}
      data={things.map(({ id, name }) => ({ value: id, label: name }))}
      value={typeof value === 'string' ? value : null}
      searchable
      clearable
      error={error}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
