import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { CatalogKind, FormField, FormSection } from '../../../nodes/contract/catalog.ts';
import type { StatisticsCard } from '../../../nodes/contract/project/index.ts';
import type { Sample } from '../../../nodes/contract/sample.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { FormView } from '../../forms/FormView.tsx';
import styles from './statistics.module.css';

interface CardSettingsProps {
  projectId: string;
  datasetId: string;
  card: StatisticsCard;
  kind: CatalogKind;
  schema: Schema;
  sample: Sample;
  onChange: (card: StatisticsCard, label: string) => void;
  onClose: () => void;
}

/** The panel beside the cards: what the chosen card computes of which columns. Every change is computed at once. */
export function CardSettings(props: CardSettingsProps) {
  const { projectId, datasetId, card, kind, schema, sample, onChange, onClose } = props;
  const form = useFormWithValues(props);
  const settings = useMemo(() => ({ ...kind.defaults, ...card.settings }), [kind, card.settings]);
  return (
    <aside className={styles.side} aria-label="Card settings">
      <div className={styles.sideHead}>
        <span>{kind.label}</span>
        <ActionIcon aria-label="Close the card settings" onClick={onClose}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={styles.sideBody}>
        <p className={styles.dim}>{kind.help}</p>
        <Title
          key={card.id}
          value={card.title ?? ''}
          placeholder={kind.label}
          onCommit={(title) => {
            const { title: _, ...rest } = card;
            onChange(title ? { ...rest, title } : rest, 'Name statistics card');
          }}
        />
        <FormView
          form={form}
          value={settings}
          sources={{ schemas: { '': schema }, datasets: [], models: [], sample: { projectId, input: datasetId } }}
          onChange={(next) => onChange({ ...card, settings: next }, `Change ${kind.label.toLowerCase()}`)}
        />
        <p className={styles.dim}>{sample.kind === 'all' ? 'Computed on all rows.' : 'Computed on the sample.'}</p>
      </div>
    </aside>
  );
}

const valuesField = (form: readonly FormSection[]): FormField | undefined =>
  form.flatMap(({ fields }) => fields).find(({ valuesOf }) => valuesOf);

/** The form with the values of a chosen column as choices of the field that asks for them. */
function useFormWithValues({ projectId, datasetId, card, kind, sample }: CardSettingsProps): readonly FormSection[] {
  const field = valuesField(kind.form);
  const column = field?.valuesOf ? card.settings[field.valuesOf] : undefined;
  const name = typeof column === 'string' && column !== '' ? column : undefined;
  const stats = useCall(
    'datasets.stats',
    { params: { project: projectId, dataset: datasetId }, body: { column: name ?? '', sample } },
    { enabled: name !== undefined },
  );
  return useMemo(() => {
    if (!field) return kind.form;
    const known = name === undefined ? [] : (stats.data?.columns[0]?.top ?? []).map(({ value }) => value);
    const chosen = Array.isArray(card.settings[field.key]) ? (card.settings[field.key] as string[]) : [];
    const choices = [...new Set([...known, ...chosen])].map((value) => ({ value, label: value }));
    const withChoices = (one: FormField) => (one.key === field.key ? { ...one, choices } : one);
    return kind.form.map((section) => ({ ...section, fields: section.fields.map(withChoices) }));
  }, [field, kind, name, stats.data, card.settings]);
}

/** A title that is kept when the field is left. */
function Title({
  value,
  placeholder,
  onCommit,
}: {
  value: string;
  placeholder: string;
  onCommit: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => (text.trim() === value ? undefined : onCommit(text.trim()));
  return (
    <TextInput
      label="Title"
      placeholder={placeholder}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
    />
  );
}
