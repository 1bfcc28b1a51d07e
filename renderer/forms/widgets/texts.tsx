import { JsonInput, MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WidgetProps } from '../form-context.ts';

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export const TextWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <TextInput
    label={field.label}
    description={field.help}
    placeholder={field.placeholder}
    value={textOf(value)}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

export const TextareaWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <Textarea
    label={field.label}
    description={field.help}
    placeholder={field.placeholder}
    autosize
    minRows={3}
    maxRows={12}
    value={textOf(value)}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

export const NumberWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <NumberInput
    label={field.label}
    description={field.help}
    placeholder={field.placeholder}
    value={typeof value === 'number' ? value : ''}
    error={error}
    onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
  />
);

export const SwitchWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <Switch
    label={field.label}
    description={field.help}
    checked={value === true}
    error={error}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);

export function ChoiceWidget({ field, value, onChange, error }: WidgetProps) {
  const choices = field.choices ?? [];
  const index = choices.findIndex((choice) => choice.value === value);
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder={field.placeholder ?? 'Choose…'}
      data={choices.map(({ label }, at) => ({ value: String(at), label }))}
      value={index >= 0 ? String(index) : null}
      searchable={choices.length > 8}
      allowDeselect={false}
      error={error}
      onChange={(at) => onChange(choices[Number(at)]?.value)}
    />
  );
}

export function StringsWidget({ field, value, onChange, error }: WidgetProps) {
  const chosen = Array.isArray(value) ? value.map(textOf) : [];
  const common = { size: 'xs', label: field.label, description: field.help, value: chosen, error, onChange } as const;
  if (field.choices) {
    return (
      <MultiSelect
        {...common}
        placeholder={chosen.length > 0 ? undefined : (field.placeholder ?? 'Choose…')}
        data={field.choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
        hidePickedOptions
        {...(field.max ? { maxValues: field.max } : {})}
      />
    );
  }
  return <TagsInput {...common} placeholder={field.placeholder ?? 'Type and press Enter'} />;
}

export function JsonWidget({ field, value, onChange, error }: WidgetProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  return (
    <JsonInput
      size="xs"
      label={field.label}
      description={field.help}
      autosize
      minRows={4}
      maxRows={16}
      formatOnBlur
      validationError="This is not JSON"
      value={text}
      error={error}
      onChange={(next) => {
        setText(next);
        try {
          onChange(next.trim() === '' ? undefined : JSON.parse(next));
        } catch {
          // Half-typed JSON: the last whole value stays.
        }
      }}
    />
  );
}
