import { Button, TextInput } from '@mantine/core';
import { IconChecks, IconRestore, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Dataset } from '../../../nodes/contract/project/index.ts';
import { withRemarks } from '../../../nodes/contract/remarks.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { call } from '../../client/call.ts';
import { editProject } from '../../state/edit-project.ts';
import { tellError } from '../../state/notify.ts';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SchemaTable, type TypesCheck } from './SchemaTable.tsx';
import styles from './source.module.css';
import { sameSchema } from './source-draft.ts';

interface SchemaPaneProps {
  projectId: string;
  dataset: Dataset;
  /** Columns as the node knows them; null while it knows none. */
  known: Schema | null;
  readOnly: boolean;
  lead?: ReactNode;
}

/** Tidied for the project: no empty comments. */
const tidied = (schema: Schema): Schema =>
  schema.map(({ comment, ...column }) => (comment?.trim() ? { ...column, comment: comment.trim() } : column));

/** Names, types, meanings and comments of a dataset's columns. Changes are kept when saved, as one step that can be undone. */
export function SchemaPane({ projectId, dataset, known, readOnly, lead }: SchemaPaneProps) {
  const { source } = dataset;
  const isFiles = source.kind === 'files';
  const saved = isFiles ? (dataset.schema ?? known ?? []) : withRemarks(known ?? [], dataset.schema);
  const [draft, setDraft] = useState<Schema | null>(null);
  const [query, setQuery] = useState('');
  const [check, setCheck] = useState<TypesCheck>();
  const [busy, setBusy] = useState<'check' | 'reset' | null>(null);
  const schema = draft ?? saved;
  const isChanged = draft !== null && !sameSchema(draft, saved);
  const shown = schema.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
  const change = (next: Schema) => {
    const changed = new Map(shown.map((column, index) => [column, next[index] ?? column]));
    setDraft(schema.map((column) => changed.get(column) ?? column));
    setCheck(undefined);
  };
  const work = async (kind: 'check' | 'reset', run: () => Promise<void>) => {
    setBusy(kind);
    try {
      await run();
    } catch (error) {
      tellError(kind === 'check' ? 'The types could not be checked' : 'The columns could not be found', error);
    }
    setBusy(null);
  };
  const params = { project: projectId };
  const onCheck = () =>
    work('check', async () => {
      if (source.kind !== 'files') return;
      const { connection, path, format } = source;
      setCheck(await call('projects.checkTypes', { params, body: { connection, path, format, schema } }));
    });
  const onReset = () =>
    work('reset', async () => {
      if (source.kind !== 'files') return;
      const { connection, path, format } = source;
      const found = await call('projects.detect', { params, body: { connection, path, format } });
      setDraft(found.schema);
      setCheck(undefined);
    });
  const onSave = async () => {
    const value = { ...dataset, schema: tidied(schema) };
    const edit = { family: 'datasets' as const, id: dataset.id, value };
    if (await editProject(projectId, [edit], { label: `Change columns of ${dataset.name}` })) setDraft(null);
  };
  const misfits = check?.columns.reduce((sum, { cells }) => sum + cells, 0) ?? 0;
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        {lead}
        <TextInput
          className={styles.search}
          aria-label="Search columns"
          placeholder="Search columns"
          leftSection={<IconSearch size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <span style={{ flex: 1 }} />
        {isFiles ? (
          <>
            <Button
              variant="default"
              leftSection={<IconChecks size={14} />}
              loading={busy === 'check'}
              onClick={() => void onCheck()}
            >
              Check against data
            </Button>
            {readOnly ? null : (
              <Button
                variant="default"
                leftSection={<IconRestore size={14} />}
                loading={busy === 'reset'}
                onClick={() => void onReset()}
              >
                Reset to detected
              </Button>
            )}
          </>
        ) : null}
        {isChanged ? (
          <>
            <Button variant="subtle" color="gray" onClick={() => setDraft(null)}>
              Discard
            </Button>
            <Button onClick={() => void onSave()}>Save</Button>
          </>
        ) : null}
      </div>
      <div className={styles.scroll}>
        {check ? (
          <div className={styles.notice}>
            <Notice tone={misfits > 0 ? 'warning' : 'info'}>
              {misfits > 0
                ? `${formatCount(misfits)} cells in ${formatCount(check.rows)} rows do not fit their type.`
                : `All cells of ${formatCount(check.rows)} rows fit their types.`}
            </Notice>
          </div>
        ) : null}
        <SchemaTable
          schema={shown}
          onChange={change}
          canRetype={isFiles}
          canRename={isFiles && source.format.header === false}
          readOnly={readOnly}
          check={check}
        />
        {schema.length === 0 ? <p className={styles.none}>The columns are not known yet.</p> : null}
      </div>
    </div>
  );
}
