import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useFieldSchema, type WidgetProps } from '../form-context.ts';
import styles from '../forms.module.css';
import { VariableNote } from '../variables/VariableNote.tsx';

/** Pairs of a column (or any key) and a text: new names, replacements. */
export function MapWidget({ field, value, onChange, error }: WidgetProps) {
  const schema = useFieldSchema(field);
  const pairs = Object.entries(typeof value === 'object' && value !== null ? value : {}) as [string, unknown][];
  const set = (next: [string, unknown][]) => onChange(Object.fromEntries(next));
  const free = schema.map(({ name }) => name).filter((name) => !pairs.some(([key]) => key === name));
  const replace = (at: number, pair: [string, unknown]) => set(pairs.map((old, index) => (index === at ? pair : old)));
  return (
    <Input.Wrapper size="xs" label={field.label} description={field.help} error={error}>
      <div className={styles.pairs}>
        {pairs.map(([key, text], at) => (
          <div key={key} className={styles.pair}>
            {schema.length > 0 ? (
              <Select
                aria-label="Column"
                data={[...new Set([key, ...free])]}
                value={key}
                searchable
                onChange={(next) => next && replace(at, [next, text])}
              />
            ) : (
              <TextInput
                aria-label="Key"
                defaultValue={key}
                onBlur={(event) => replace(at, [event.currentTarget.value, text])}
              />
            )}
            <TextInput
              aria-label={`For ${key}`}
              value={String(text ?? '')}
              onChange={(event) => replace(at, [key, event.currentTarget.value])}
            />
            <ActionIcon aria-label={`Remove ${key}`} onClick={() => set(pairs.filter((_, index) => index !== at))}>
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <VariableNote
          text={pairs.map(([, text]) => String(text ?? '')).join('\n')}
          onChange={(joined) => {
            const texts = joined.split('\n');
            set(pairs.map(([key], at) => [key, texts[at]]));
          }}
        />
        <Button
          variant="subtle"
          color="gray"
          justify="flex-start"
          leftSection={<IconPlus size={14} />}
          disabled={schema.length > 0 && free.length === 0}
          onClick={() => set([...pairs, [free[0] ?? `key${pairs.length + 1}`, '']])}
        >
          Add
        </Button>
      </div>
    </Input.Wrapper>
  );
}
