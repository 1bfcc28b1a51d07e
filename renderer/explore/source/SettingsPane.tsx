import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Dataset } from '../../../nodes/contract/project/index.ts';
import { withRemarks } from '../../../nodes/contract/remarks.ts';
import { editProject } from '../../state/edit-project.ts';
import { SourceForm } from './SourceForm.tsx';
import { SourcePreview } from './SourcePreview.tsx';
import styles from './source.module.css';
import type { SourceDraft } from './source-draft.ts';
import { useDetection } from './use-detection.ts';

interface SettingsPaneProps {
  projectId: string;
  dataset: Dataset;
  readOnly: boolean;
  lead?: ReactNode;
}

function draftOf({ source, schema }: Dataset): SourceDraft {
  if (source.kind !== 'files') return { connection: 'project', path: '', format: null, schema: null };
  return { connection: source.connection, path: source.path, format: source.format, schema: schema ?? null };
}

/** Where the files of a dataset are and how they are read, beside their first rows. Kept when saved, as one step. */
export function SettingsPane({ projectId, dataset, readOnly, lead }: SettingsPaneProps) {
  const saved = draftOf(dataset);
  const [draft, setDraft] = useState<SourceDraft | null>(null);
  const shown = draft ?? saved;
  const detection = useDetection(projectId, shown, !readOnly);
  const { data } = detection;
  const canSave = draft !== null && data !== undefined && !detection.error && !detection.isOld;
  const onSave = async () => {
    if (!draft || !data) return;
    const { connection, path } = draft;
    const source = { kind: 'files' as const, connection, path, format: data.format };
    const value = { ...dataset, source, schema: withRemarks(data.schema, dataset.schema) };
    const edit = { family: 'datasets' as const, id: dataset.id, value };
    if (await editProject(projectId, [edit], { label: `Change settings of ${dataset.name}` })) setDraft(null);
  };
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        {lead}
        <span style={{ flex: 1 }} />
        {draft ? (
          <>
            <Button variant="subtle" color="gray" onClick={() => setDraft(null)}>
              Discard
            </Button>
            <Button disabled={!canSave} onClick={() => void onSave()}>
              Save
            </Button>
          </>
        ) : null}
      </div>
      <div className={styles.split}>
        <div className={styles.side} inert={readOnly}>
          <SourceForm draft={shown} onChange={setDraft} found={data?.format} choices={data?.choices} hasPlace />
        </div>
        <SourcePreview detection={detection} />
      </div>
    </div>
  );
}
