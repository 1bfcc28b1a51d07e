import { Select } from '@mantine/core';
import type { Schema } from '../../../../../nodes/contract/schema.ts';
import { typeNames } from '../../../../ui/cell-text.ts';

interface ColumnSelectProps {
  schema: Schema;
  value: string | undefined;
  label: string;
  /** The label is shown above the field, not only told. */
  visible?: boolean;
  placeholder?: string;
  help?: string;
  clearable?: boolean;
  error?: string | undefined;
  onChange: (name: string | undefined) => void;
}

/** One column, with its type. A column that is not in the input stays to be seen. */
export function ColumnSelect(props: ColumnSelectProps) {
  const { schema, value, label, visible, placeholder = 'Column', help, clearable, error, onChange } = props;
  const isMissing = value !== undefined && value !== '' && !schema.some(({ name }) => name === value);
  const types = new Map(schema.map(({ name, type }) => [name, typeNames[type]]));
  return (
    <Select
      {...(visible ? { label, description: help } : { 'aria-label': label })}
      placeholder={placeholder}
      data={[
        ...schema.map(({ name }) => name),
        ...(isMissing && value ? [{ value, label: `${value} (not in the input)` }] : []),
      ]}
      value={value || null}
      searchable
      clearable={clearable ?? false}
      allowDeselect={clearable ?? false}
      withCheckIcon={false}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', shadow: 'md' }}
      error={error ?? (isMissing && schema.length > 0)}
      onChange={(next) => onChange(next ?? undefined)}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', flex: 1, gap: 16, justifyContent: 'space-between' }}>
          {option.label}
          <span style={{ color: 'var(--mr-faint)' }}>{types.get(option.value)}</span>
        </span>
      )}
    />
  );
}
