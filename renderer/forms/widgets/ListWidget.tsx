import { ActionIcon, Button, Input } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { FormField } from '../../../nodes/contract/catalog.ts';
import { defaultsOf, FieldView } from '../FieldView.tsx';
import type { WidgetProps } from '../form-context.ts';
import styles from '../forms.module.css';

type Item = Record<string, unknown>;

const newItem = (fields: readonly FormField[]): Item =>
  Object.fromEntries(
    fields.flatMap(({ key, widget, choices, default: standard }) =>
      widget === 'choice' && choices?.[0] && !key.includes('.') ? [[key, standard ?? choices[0].value]] : [],
    ),
  );

/** A list of small forms: add, reorder, remove. */
export function ListWidget(props: WidgetProps) {
  const { field, value, onChange, error } = props;
  const items = (Array.isArray(value) ? value : []) as Item[];
  const fields = field.items ?? [];
  const defaults = defaultsOf(fields);
  const replace = (at: number, next: Item) => onChange(items.map((old, index) => (index === at ? next : old)));
  const move = (at: number, by: number) => {
    const next = [...items];
    const [item] = next.splice(at, 1);
    if (item) next.splice(at + by, 0, item);
    onChange(next);
  };
  return (
    <Input.Wrapper size="xs" label={field.label} description={field.help} error={error}>
      <div className={styles.list}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a list have no identity but their place
          <div key={at} className={styles.item}>
            <div className={styles.itemFields} data-inline={fields.length <= 3 || undefined}>
              {fields.map((one) => (
                <FieldView
                  key={one.key}
                  field={one}
                  settings={item}
                  defaults={defaults}
                  path={`${field.key}.${at}`}
                  onChange={(next) => replace(at, next)}
                />
              ))}
            </div>
            <div className={styles.itemActions}>
              <ActionIcon size={22} aria-label="Move up" disabled={at === 0} onClick={() => move(at, -1)}>
                <IconArrowUp size={13} />
              </ActionIcon>
              <ActionIcon
                size={22}
                aria-label="Move down"
                disabled={at === items.length - 1}
                onClick={() => move(at, 1)}
              >
                <IconArrowDown size={13} />
              </ActionIcon>
              <ActionIcon
                size={22}
                aria-label="Remove"
                onClick={() => onChange(items.filter((_, index) => index !== at))}
              >
                <IconTrash size={13} />
              </ActionIcon>
            </div>
          </div>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...items, newItem(fields)])}
          style={{ alignSelf: 'flex-start' }}
        >
          Add
        </Button>
      </div>
    </Input.Wrapper>
  );
}
