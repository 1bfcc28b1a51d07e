import { Select } from '@mantine/core';
import { useOwnMeanings } from '../../state/meanings.ts';
import type { WidgetProps } from '../form-context.ts';

/** A meaning: what the field offers itself, and the meanings that the project defines. */
export function MeaningWidget({ field, value, onChange, error }: WidgetProps) {
  const own = useOwnMeanings();
  const chosen = typeof value === 'string' ? value : '';
  const fixed = (field.choices ?? []).map((choice) => ({ value: String(choice.value), label: choice.label }));
  const ours = Object.values(own).map(({ id, name }) => ({ value: `own:${id}`, label: name }));
  const known = [...fixed, ...ours].some((choice) => choice.value === chosen);
  const gone = known || chosen === '' ? [] : [{ value: chosen, label: chosen.replace('own:', '') }];
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder={field.placeholder ?? 'Choose…'}
      data={[...(ours.length > 0 ? [{ group: 'Of this project', items: ours }] : []), ...groupOf(fixed, ours), ...gone]}
      value={chosen}
      searchable
      allowDeselect={false}
      error={error ?? (gone.length > 0 ? 'This project has no such meaning' : undefined)}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}

type Choice = { value: string; label: string };

/** Without meanings of the project there is nothing to tell the built-in ones apart from. */
const groupOf = (fixed: readonly Choice[], ours: readonly Choice[]) =>
  ours.length > 0 ? [{ group: 'Built in', items: [...fixed] }] : fixed;
