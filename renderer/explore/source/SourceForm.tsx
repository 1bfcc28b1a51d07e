import { Button, Select, TextInput } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useCall, useCatalog } from '../../client/hooks.ts';
import { FormView } from '../../forms/FormView.tsx';
import type { FieldChoices, FormSources } from '../../forms/form-context.ts';
import { VariableNote } from '../../forms/variables/VariableNote.tsx';
import styles from './source.module.css';
import { changesColumns, cleanFormat, type Format, type SourceDraft, withResets } from './source-draft.ts';

interface SourceFormProps {
  draft: SourceDraft;
  onChange: (draft: SourceDraft) => void;
  /** What was found, with the draft's settings kept. */
  found: Format | undefined;
  /** What the files offer for its settings. */
  choices?: FieldChoices | undefined;
  /** Without it connection and path are fixed. */
  hasPlace: boolean;
}

const OWN = 'project';
const noSources: FormSources = { schemas: {}, datasets: [], models: [] };

/** Where files are and how they are read. */
export function SourceForm({ draft, onChange, found, choices, hasPlace }: SourceFormProps) {
  const { formats } = useCatalog();
  const connections = useCall('connections.list', {}, { enabled: hasPlace });
  const format = { ...found, ...draft.format };
  const kind = formats.find(({ id }) => id === (format.kind ?? 'csv'));
  const names = [OWN, ...(connections.data ?? []).map(({ id }) => id)];
  const places = names.includes(draft.connection) ? names : [...names, draft.connection];
  const setFormat = (next: Record<string, unknown>) => {
    const cleaned = cleanFormat(withResets(kind?.form ?? [], format, { kind: kind?.id ?? 'csv', ...next }));
    const isOther = changesColumns(format as Format, cleaned);
    onChange({ ...draft, format: cleaned, schema: isOther ? null : draft.schema });
  };
  return (
    <div className={styles.form} data-variables="">
      {hasPlace ? (
        <>
          <Select
            label="Connection"
            description="Where the files are. The project's own are copied with it."
            allowDeselect={false}
            data={places.map((id) => ({ value: id, label: id === OWN ? 'Files of the project' : id }))}
            value={draft.connection}
            onChange={(connection) =>
              connection ? onChange({ ...draft, connection, format: null, schema: null }) : undefined
            }
          />
          <div>
            <TextInput
              label="Path"
              description="A file, a folder, or a pattern: daily/*.csv. ${name} stands for a variable."
              placeholder="orders.csv"
              value={draft.path}
              onChange={(event) => onChange({ ...draft, path: event.currentTarget.value, schema: null })}
            />
            <VariableNote text={draft.path} onChange={(path) => onChange({ ...draft, path, schema: null })} />
          </div>
        </>
      ) : null}
      <div className={styles.format}>
        <Select
          label="Format"
          description="How the bytes become rows; found by itself from what is in the file."
          allowDeselect={false}
          data={formats.map(({ id, label }) => ({ value: id, label }))}
          value={kind?.id ?? null}
          onChange={(id) => (id ? onChange({ ...draft, format: { kind: id }, schema: null }) : undefined)}
        />
        <Button
          variant="default"
          leftSection={<IconRestore size={14} />}
          onClick={() => onChange({ ...draft, format: null, schema: null })}
        >
          Detect
        </Button>
      </div>
      {kind ? <p className={styles.help}>{kind.help}</p> : null}
      {kind ? (
        <FormView form={kind.form} value={format} onChange={setFormat} sources={{ ...noSources, choices }} />
      ) : null}
    </div>
  );
}
