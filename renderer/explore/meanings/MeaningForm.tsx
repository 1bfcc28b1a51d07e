import { Button, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { fitsRule, ruleOfOwn } from '../../../nodes/contract/meanings.ts';
import { meaningPatternProblem, type OwnMeaning, type Project } from '../../../nodes/contract/project/index.ts';
import { followersOf, usesOf } from '../../state/meanings.ts';
import { formatMany } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { listProblem, valuesOfText } from './meaning-values.ts';
import styles from './meanings.module.css';
import { ValuesFrom } from './ValuesFrom.tsx';

interface MeaningFormProps {
  project: Project;
  start: OwnMeaning;
  readOnly: boolean;
  onSave: (meaning: OwnMeaning) => void;
  onDelete: () => void;
  onCancel: () => void;
}

/** A meaning while it is edited: both kinds are kept until one is saved. */
interface Draft {
  name: string;
  notes: string;
  kind: OwnMeaning['kind'];
  text: string;
  pattern: string;
  caseSensitive: boolean;
}

const draftOf = (meaning: OwnMeaning): Draft => ({
  name: meaning.name,
  notes: meaning.notes ?? '',
  kind: meaning.kind,
  text: meaning.kind === 'values' ? meaning.values.join('\n') : '',
  pattern: meaning.kind === 'pattern' ? meaning.pattern : '',
  caseSensitive: meaning.caseSensitive,
});

function meaningOf(id: string, { name, notes, kind, text, pattern, caseSensitive }: Draft): OwnMeaning {
  const common = { id, name: name.trim(), ...(notes.trim() && { notes: notes.trim() }), caseSensitive };
  return kind === 'values' ? { ...common, kind, values: valuesOfText(text) } : { ...common, kind, pattern };
}

function problemsOf(draft: Draft, others: readonly OwnMeaning[]): { name: string | null; content: string | null } {
  const isTaken = others.some(({ name }) => name.toLowerCase() === draft.name.trim().toLowerCase());
  const wrong = draft.pattern === '' ? null : meaningPatternProblem(draft.pattern);
  return {
    name: isTaken ? 'There is a meaning of this name' : null,
    content: draft.kind === 'values' ? listProblem(valuesOfText(draft.text)) : (wrong ?? null),
  };
}

/** Name, description, and the values or the pattern of a meaning; a place to try it. */
export function MeaningForm({ project, start, readOnly, onSave, onDelete, onCancel }: MeaningFormProps) {
  const [draft, setDraft] = useState(() => draftOf(start));
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const values = valuesOfText(draft.text);
  const others = Object.values(project.meanings).filter(({ id }) => id !== start.id);
  const problems = problemsOf(draft, others);
  const isEmpty = draft.kind === 'values' ? values.length === 0 : draft.pattern === '';
  const isWhole = draft.name.trim() !== '' && !isEmpty && !problems.name && !problems.content;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !readOnly) onSave(meaningOf(start.id, draft));
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} inert={readOnly}>
      <TextInput
        label="Name"
        placeholder="Branch code"
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={problems.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Description"
        description="Shown where a cell does not fit."
        placeholder="Codes of the branches, as accounting keeps them"
        value={draft.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label="How it is told"
        size="xs"
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as Draft['kind'] })}
        data={[
          { value: 'values', label: 'A list of values' },
          { value: 'pattern', label: 'A pattern' },
        ]}
      />
      {draft.kind === 'values' ? (
        <>
          <Textarea
            label={`Values${values.length > 0 ? ` (${values.length.toLocaleString('en')})` : ''}`}
            description="One a line; cells of a spreadsheet can be pasted."
            placeholder={'AB-01\nAB-02'}
            autosize
            minRows={6}
            maxRows={14}
            value={draft.text}
            error={problems.content}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <ValuesFrom
            project={project}
            onValues={(found) => change({ text: [...new Set([...values, ...found])].join('\n') })}
          />
        </>
      ) : (
        <TextInput
          label="Pattern"
          description="A regular expression that the whole text must match: [A-Z]{2}-\d{4} is two letters, a dash and four digits."
          placeholder="[A-Z]{2}-\d{4}"
          ff="monospace"
          value={draft.pattern}
          error={problems.content}
          onChange={(event) => change({ pattern: event.currentTarget.value })}
        />
      )}
      <Switch
        label="Small and capital letters differ"
        checked={draft.caseSensitive}
        onChange={(event) => change({ caseSensitive: event.currentTarget.checked })}
      />
      {isEmpty || problems.content ? null : <Trial meaning={meaningOf(start.id, draft)} />}
      <Foot {...{ project, id: start.id, isWhole, onDelete, onCancel }} />
    </form>
  );
}

/** Whether a text that is typed would be valid. */
function Trial({ meaning }: { meaning: OwnMeaning }) {
  const [text, setText] = useState('');
  const fits = fitsRule(ruleOfOwn(meaning), text);
  return (
    <TextInput
      label="Try it"
      placeholder="A value"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      rightSectionWidth={72}
      rightSection={
        text.trim() === '' ? null : (
          <span className={styles.verdict} data-fits={fits || undefined} role="status">
            {fits ? 'valid' : 'invalid'}
          </span>
        )
      }
    />
  );
}

interface FootProps {
  project: Project;
  id: string;
  isWhole: boolean;
  onDelete: () => void;
  onCancel: () => void;
}

function Foot({ project, id, isWhole, onDelete, onCancel }: FootProps) {
  const uses = id === '' ? [] : usesOf(project, id);
  const { steps, rules } = followersOf(project, id);
  const following = id === '' ? 0 : steps + rules;
  return (
    <>
      {uses.length > 0 ? (
        <Notice tone="info">
          Columns of {uses.map(({ dataset }) => project.datasets[dataset]?.name ?? dataset).join(', ')} have this
          meaning: a change counts for them at once.
        </Notice>
      ) : null}
      {following > 0 ? (
        <Notice tone="info">
          {formatMany(following, 'prepare step or quality rule', 'prepare steps and quality rules')} follow it: what
          they make of the data is out of date after a change, and without it they stop.
        </Notice>
      ) : null}
      <div className={styles.foot}>
        {id === '' ? null : (
          <Button variant="subtle" color="red" leftSection={<IconTrash size={14} />} onClick={onDelete}>
            Delete
          </Button>
        )}
        <span />
        <Button variant="default" onClick={onCancel}>
          Back
        </Button>
        <Button type="submit" disabled={!isWhole}>
          Save
        </Button>
      </div>
    </>
  );
}
