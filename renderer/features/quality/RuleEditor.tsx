import { ActionIcon, Button, Drawer, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { FormView } from '../../forms/FormView.tsx';
import { KindList } from '../../ui/KindList.tsx';
import styles from './quality.module.css';
import type { Rule } from './quality-data.ts';

interface RuleEditorProps {
  dataset: { id: string; name: string };
  schema: Schema;
  datasets: readonly { id: string; name: string }[];
  kinds: readonly CatalogKind[];
  /** The rule to change; null to add one. */
  rule: Rule | null;
  newId: (kind: string) => string;
  onSave: (rule: Rule) => void;
  onDelete: () => void;
  onClose: () => void;
}

/** Adds a rule from the catalogue, or changes one. Nothing is saved before “Save”. */
export function RuleEditor({
  dataset,
  schema,
  datasets,
  kinds,
  rule,
  newId,
  onSave,
  onDelete,
  onClose,
}: RuleEditorProps) {
  const [draft, setDraft] = useState<Rule | null>(rule);
  const kind = kinds.find(({ id }) => id === draft?.kind);
  const start = (chosen: CatalogKind) =>
    setDraft({ id: newId(chosen.id), kind: chosen.id, enabled: true, settings: chosen.defaults });
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      position="right"
      size={400}
      title={rule ? `Rule of ${dataset.name}` : `New rule for ${dataset.name}`}
    >
      {draft && kind ? (
        <form
          className={styles.editor}
          onSubmit={(event) => {
            event.preventDefault();
            onSave(draft);
          }}
        >
          <div className={styles.kindHead}>
            <strong>{kind.label}</strong>
            <div className={styles.dim}>{kind.help}</div>
          </div>
          <TextInput
            label="Name"
            description="How it is called in lists and messages. Empty: made from its settings."
            placeholder="from its settings"
            value={draft.label ?? ''}
            onChange={(event) => setDraft({ ...draft, label: event.currentTarget.value || undefined })}
          />
          <FormView
            form={kind.form}
            value={draft.settings}
            onChange={(settings) => setDraft({ ...draft, settings })}
            sources={{ schemas: { '': schema }, datasets, models: [] }}
          />
          <Switch
            label="Checked"
            description="Off: it stays here and is not checked."
            checked={draft.enabled}
            onChange={(event) => setDraft({ ...draft, enabled: event.currentTarget.checked })}
          />
          <div className={styles.editorEnd}>
            {rule ? (
              <ActionIcon aria-label="Delete the rule" onClick={onDelete}>
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            ) : (
              <Button variant="subtle" color="gray" onClick={() => setDraft(null)}>
                Another kind
              </Button>
            )}
            <span style={{ flex: 1 }} />
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Save</Button>
          </div>
        </form>
      ) : (
        <KindList
          kinds={kinds}
          label="Search rules"
          placeholder="Search rules: empty, range, new columns…"
          onChoose={start}
        />
      )}
    </Drawer>
  );
}
