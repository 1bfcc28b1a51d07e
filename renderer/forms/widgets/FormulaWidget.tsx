import { Input } from '@mantine/core';
import { useContext, useRef, useState } from 'react';
import { typeNames } from '../../ui/cell-text.ts';
import { FormContext, useFieldSchema, type WidgetProps } from '../form-context.ts';
import { type FormulaHandle, FormulaInput } from '../formula/FormulaInput.tsx';
import { FormulaPreview } from '../formula/FormulaPreview.tsx';
import { FunctionBrowser } from '../formula/FunctionBrowser.tsx';
import { exampleFormula } from '../formula/formula-words.ts';

const standardOf = (field: WidgetProps['field']): string | undefined =>
  typeof field.default === 'string' && field.default !== '' ? field.default : undefined;

/** A formula with the type it gives, the functions to choose from, and its result on the first rows. */
export function FormulaWidget({ field, value, onChange, error }: WidgetProps) {
  const schema = useFieldSchema({ role: field.role });
  const { sample } = useContext(FormContext);
  const handle = useRef<FormulaHandle>(null);
  const example = exampleFormula(schema, '> 100');
  const [type, setType] = useState<string | null>(null);
  const name = type ? (typeNames[type as keyof typeof typeNames] ?? type) : null;
  const formula = typeof value === 'string' ? value : '';
  return (
    <Input.Wrapper
      size="xs"
      label={
        <span style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
          {field.label}
          <span style={{ flex: 1 }} />
          {name ? <span style={{ color: 'var(--mr-faint)', fontWeight: 400 }}>gives {name}</span> : null}
          <FunctionBrowser onInsert={(text, back) => handle.current?.insert(text, back)} />
        </span>
      }
      labelElement="div"
      labelProps={{ style: { display: 'block' } }}
      description={field.help}
      error={error}
    >
      <FormulaInput
        lines
        handle={handle}
        value={formula}
        schema={schema}
        label={field.label}
        placeholder={field.placeholder ?? standardOf(field) ?? (example ? `e.g. ${example}` : '')}
        onChange={(text) => onChange(text === '' ? undefined : text)}
        onType={setType}
      />
      {sample && type && !error ? <FormulaPreview formula={formula} schema={schema} sample={sample} /> : null}
    </Input.Wrapper>
  );
}
