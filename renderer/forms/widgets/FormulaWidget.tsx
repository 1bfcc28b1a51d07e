import { Input } from '@mantine/core';
import { useState } from 'react';
import { typeNames } from '../../ui/cell-text.ts';
import { useFieldSchema, type WidgetProps } from '../form-context.ts';
import { FormulaInput } from '../formula/FormulaInput.tsx';
import { exampleFormula } from '../formula/formula-words.ts';

export function FormulaWidget({ field, value, onChange, error }: WidgetProps) {
  const schema = useFieldSchema({ role: field.role });
  const example = exampleFormula(schema, '> 100');
  const [type, setType] = useState<string | null>(null);
  const name = type ? (typeNames[type as keyof typeof typeNames] ?? type) : null;
  return (
    <Input.Wrapper
      size="xs"
      label={
        <span style={{ display: 'flex', justifyContent: 'space-between' }}>
          {field.label}
          {name ? <span style={{ color: 'var(--mr-faint)', fontWeight: 400 }}>gives {name}</span> : null}
        </span>
      }
      labelProps={{ style: { display: 'block' } }}
      description={field.help}
      error={error}
    >
      <FormulaInput
        lines
        value={typeof value === 'string' ? value : ''}
        schema={schema}
        label={field.label}
        placeholder={field.placeholder ?? (example ? `e.g. ${example}` : '')}
        onChange={(text) => onChange(text === '' ? undefined : text)}
        onType={setType}
      />
    </Input.Wrapper>
  );
}
