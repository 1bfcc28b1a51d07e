import { NumberInput, TextInput } from '@mantine/core';
import type { WidgetProps } from '../form-context.ts';
import { VariableNote } from '../variables/VariableNote.tsx';

/** A number, or a variable that stands for one: typing `$` begins it. */
export function NumberWidget({ field, value, onChange, error }: WidgetProps) {
  const common = { label: field.label, description: field.help, error } as const;
  if (typeof value === 'string') {
    const set = (text: string) => onChange(asNumber(text));
    return (
      <div>
        <TextInput
          {...common}
          autoFocus={value === '${'}
          spellCheck={false}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
        <VariableNote text={value} onChange={set} />
      </div>
    );
  }
  return (
    <NumberInput
      {...common}
      placeholder={typeof field.default === 'number' ? String(field.default) : field.placeholder}
      value={typeof value === 'number' ? value : ''}
      onKeyDown={(event) => {
        if (event.key !== '$') return;
        event.preventDefault();
        onChange('${');
      }}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

/** A text without `$` is a number again, or nothing. */
function asNumber(text: string): string | number | undefined {
  if (text.includes('$')) return text;
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? undefined : number;
}
