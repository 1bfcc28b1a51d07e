import { JsonInput, MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useContext, useState } from 'react';
import { FormContext, type WidgetProps } from '../form-context.ts';
import { VariableNote } from '../variables/VariableNote.tsx';

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export const TextWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <div>
    <TextInput
      label={field.label}
      description={field.help}
      placeholder={field.placeholder}
      value={textOf(value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    <VariableNote text={textOf(value)} onChange={onChange} />
  </div>
);

export const TextareaWidget = ({ field, value, onChange, error }: WidgetProps) => (
  <div>
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
    <VariableNote text={textOf(value)} onChange={onChange} />
  </div>
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

/** What a field offers itself, or what the data offer for it; a value that is among neither stays in sight. */
function choicesOf(
  field: WidgetProps['field'],
  found: readonly { value: string; label: string }[] | undefined,
  value: unknown,
): NonNullable<WidgetProps['field']['choices']> {
  if (field.choices && field.choices.length > 0) return field.choices;
  const offered = found ?? [];
  const isOther = typeof value === 'string' && value !== '' && !offered.some((choice) => choice.value === value);
  return isOther ? [...offered, { value, label: value }] : offered;
}

export function ChoiceWidget({ field, value, onChange, error }: WidgetProps) {
  const { choices: found } = useContext(FormContext);
  const choices = choicesOf(field, found?.[field.key], value);
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
  return (
    <div>
      <TagsInput {...common} placeholder={field.placeholder ?? 'Type and press Enter'} />
      <VariableNote text={chosen.join('\n')} onChange={(text) => onChange(text.split('\n'))} />
    </div>
  );
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
