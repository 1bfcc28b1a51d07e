import { Button, Checkbox, SegmentedControl, Select, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { RuledColumn } from '../../../nodes/contract/meanings.ts';
import { temporalTypes } from '../../../nodes/contract/schema.ts';
import { useCall } from '../../client/hooks.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './filters.module.css';
import { type Filter, filterFormula, filterKinds, matchWords, newFilter, textMatches } from './filters.ts';

interface FilterEditorProps {
  projectId: string;
  datasetId: string;
  column: RuledColumn;
  filter: Filter;
  /** Filters are changed when they are applied, so that a table of millions is not read at every key. */
  onApply: (filter: Filter) => void;
  onRemove: (() => void) | undefined;
}

const kindWords: Readonly<Record<Filter['kind'], string>> = {
  values: 'Values',
  range: 'Range',
  text: 'Text',
  has: 'Item',
  empty: 'Empty',
  invalid: 'Invalid',
};

/** One filter of one column. */
export function FilterEditor({ projectId, datasetId, column, filter, onApply, onRemove }: FilterEditorProps) {
  const [draft, setDraft] = useState(filter);
  const kinds = filterKinds(column);
  const isReady = filterFormula(draft, [column]) !== null;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onApply(draft);
  };
  return (
    <form className={styles.editor} onSubmit={apply}>
      <strong className={styles.title}>Show rows where {column.name} …</strong>
      {kinds.length > 1 ? (
        <SegmentedControl
          size="xs"
          fullWidth
          value={draft.kind}
          onChange={(kind) => setDraft(newFilter(column, kind as Filter['kind']))}
          data={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        />
      ) : null}
      {draft.kind === 'values' ? <Values {...{ projectId, datasetId, column, draft, onChange: setDraft }} /> : null}
      {draft.kind === 'range' ? <Range {...{ column, draft, onChange: setDraft }} /> : null}
      {draft.kind === 'text' ? <Text draft={draft} onChange={setDraft} /> : null}
      {draft.kind === 'has' ? (
        <TextInput
          label="The list has the item"
          data-autofocus
          value={draft.item}
          onChange={(event) => setDraft({ ...draft, item: event.currentTarget.value })}
        />
      ) : null}
      {draft.kind === 'empty' ? (
        <SegmentedControl
          aria-label="Empty or not"
          value={draft.empty ? 'empty' : 'filled'}
          onChange={(value) => setDraft({ ...draft, empty: value === 'empty' })}
          data={[
            { value: 'empty', label: 'is empty' },
            { value: 'filled', label: 'is not empty' },
          ]}
        />
      ) : null}
      {draft.kind === 'invalid' ? (
        <SegmentedControl
          aria-label="Invalid or valid"
          value={draft.invalid ? 'invalid' : 'valid'}
          onChange={(value) => setDraft({ ...draft, invalid: value === 'invalid' })}
          data={[
            { value: 'invalid', label: 'is invalid' },
            { value: 'valid', label: 'is valid or empty' },
          ]}
        />
      ) : null}
      <div className={styles.buttons}>
        {onRemove ? (
          <Button variant="subtle" color="gray" onClick={onRemove}>
            Remove
          </Button>
        ) : null}
        <span style={{ flex: 1 }} />
        <Button type="submit" disabled={!isReady}>
          Apply
        </Button>
      </div>
    </form>
  );
}

type Draft<K extends Filter['kind']> = Extract<Filter, { kind: K }>;

interface ValuesProps {
  projectId: string;
  datasetId: string;
  column: RuledColumn;
  draft: Draft<'values'>;
  onChange: (filter: Filter) => void;
}

/** The frequent values with their counts, to tick. */
function Values({ projectId, datasetId, column, draft, onChange }: ValuesProps) {
  const [query, setQuery] = useState('');
  const stats = useCall('datasets.stats', {
    params: { project: projectId, dataset: datasetId },
    body: { column: column.name, sample: 'head' },
  });
  const found = stats.data?.columns[0];
  const top: { value: string | null; count: number | null }[] = (found?.top ?? []).map((one) => ({ ...one }));
  if (found && found.empty > 0) top.unshift({ value: null, count: found.empty });
  const known = new Set(top.map(({ value }) => value));
  const typed = query.trim();
  const listed = [
    ...draft.values.filter((value) => !known.has(value)).map((value) => ({ value, count: null })),
    ...top,
  ];
  const shown = listed.filter(({ value }) => (value ?? 'null').toLowerCase().includes(typed.toLowerCase()));
  const isNew = typed !== '' && !listed.some(({ value }) => value === typed);
  const toggle = (value: string | null) => {
    const values = draft.values.includes(value)
      ? draft.values.filter((one) => one !== value)
      : [...draft.values, value];
    onChange({ ...draft, values });
  };
  return (
    <>
      <SegmentedControl
        aria-label="Is or is not one of these"
        size="xs"
        value={draft.exclude ? 'out' : 'in'}
        onChange={(value) => onChange({ ...draft, exclude: value === 'out' })}
        data={[
          { value: 'in', label: 'is one of' },
          { value: 'out', label: 'is none of' },
        ]}
      />
      <TextInput
        aria-label="Search values"
        placeholder="Search or type a value"
        leftSection={<IconSearch size={14} />}
        data-autofocus
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className={styles.values}>
        {stats.isPending ? <Skeleton h={120} /> : null}
        {isNew ? (
          <Checkbox checked={false} label={`“${typed}”`} onChange={() => toggle(typed)} className={styles.value} />
        ) : null}
        {shown.map(({ value, count }) => (
          <div key={value ?? '\u0000'} className={styles.value}>
            <Checkbox
              checked={draft.values.includes(value)}
              label={value === null ? <em>null</em> : value === '' ? <em>empty text</em> : value}
              onChange={() => toggle(value)}
            />
            <span>{count === null ? '' : formatCount(count)}</span>
          </div>
        ))}
        {stats.data && shown.length === 0 && !isNew ? <span className={styles.none}>No value</span> : null}
      </div>
    </>
  );
}

function Range({
  column,
  draft,
  onChange,
}: {
  column: RuledColumn;
  draft: Draft<'range'>;
  onChange: (f: Filter) => void;
}) {
  const isTime = temporalTypes.includes(column.type);
  const placeholder = column.type === 'date' ? '2024-01-31' : isTime ? '2024-01-31 12:00:00' : 'any';
  return (
    <div className={styles.range}>
      <TextInput
        label="From"
        placeholder={placeholder}
        data-autofocus
        value={draft.from}
        onChange={(event) => onChange({ ...draft, from: event.currentTarget.value })}
      />
      <TextInput
        label="To"
        placeholder={placeholder}
        value={draft.to}
        onChange={(event) => onChange({ ...draft, to: event.currentTarget.value })}
      />
    </div>
  );
}

function Text({ draft, onChange }: { draft: Draft<'text'>; onChange: (filter: Filter) => void }) {
  return (
    <>
      <Select
        aria-label="How the text must fit"
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={textMatches.map((match) => ({ value: match, label: matchWords[match] }))}
        value={draft.match}
        onChange={(match) => onChange({ ...draft, match: match as Draft<'text'>['match'] })}
      />
      <TextInput
        aria-label="Text"
        placeholder={draft.match === 'pattern' ? '^[A-Z]{2}\\d+$' : 'text'}
        data-autofocus
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
    </>
  );
}
