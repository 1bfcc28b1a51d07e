import { Button, FileButton, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconClipboardText, IconFolder, IconPlugConnected, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { endings } from '../../explore/import/dropped-files.ts';
import { pastedFile } from '../../explore/import/pasted-table.ts';
import { SchemaTable } from '../../explore/source/SchemaTable.tsx';
import { SourceForm } from '../../explore/source/SourceForm.tsx';
import { SourcePreview } from '../../explore/source/SourcePreview.tsx';
import { useDetection } from '../../explore/source/use-detection.ts';
import { NAME_LENGTH } from '../../flow/free-name.ts';
import type { useWorkbench } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { AddedList } from './AddedList.tsx';
import styles from './add-files.module.css';
import { createDatasets } from './create-datasets.ts';
import { type Added, type AddedItems, useAddedItems } from './use-added-items.ts';

type Start = NonNullable<ReturnType<typeof useWorkbench.getState>['addFiles']>;

interface AddFilesProps {
  projectId: string;
  start: Start;
  onClose: () => void;
}

const accepted = [...endings, 'gz', 'zst'].map((ending) => `.${ending}`).join(',');

/** Files, folders and pasted tables become datasets: looked into, named, and read as they are best read. */
export function AddFiles({ projectId, start, onClose }: AddFilesProps) {
  const items = useAddedItems(projectId);
  const { list, addFiles } = items;
  const [active, setActive] = useState<string | null>(null);
  const [isPasting, setIsPasting] = useState(false);
  useEffect(() => void addFiles(start.files), [addFiles, start.files]);
  const shown = list.find(({ key }) => key === active) ?? list[0];
  const ready = list.filter(({ found, error }) => found && !error);
  const busy = list.some(({ found, error, draft }) => !found && !error && (draft === null || draft.path !== ''));
  const buttons = (
    <AddButtons
      items={items}
      isFirst={list.length === 0}
      onPaste={() => setIsPasting(true)}
      onAdded={(key) => setActive(key)}
    />
  );
  return (
    <Modal closeButtonProps={{ 'aria-label': 'Close' }} opened onClose={onClose} title="Add datasets" size={1180}>
      {list.map((item) => (item.draft ? <Detector key={item.key} {...{ projectId, item, items }} /> : null))}
      {isPasting ? (
        <PasteTable
          onCancel={() => setIsPasting(false)}
          onTable={(file) => {
            setIsPasting(false);
            void addFiles([file]).then(([key]) => setActive(key ?? null));
          }}
        />
      ) : shown ? (
        <div className={styles.items}>
          <div className={styles.side}>
            <AddedList list={list} active={shown.key} onActive={setActive} onRemove={items.remove} />
            {buttons}
          </div>
          <Details key={shown.key} item={shown} onChange={(change) => items.update(shown.key, change)} />
        </div>
      ) : (
        <EmptyState icon={IconUpload} title="Where are the data?" actions={buttons}>
          CSV and other text, also compressed (gz, zst), Excel and other spreadsheets, JSON, JSON lines or Parquet.
          Files are copied into the project; those of a connection stay where they are. You can also drop files on the
          canvas, or paste a table there.
        </EmptyState>
      )}
      {isPasting ? null : (
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={ready.length === 0}
            loading={busy && list.length > 0}
            onClick={() => {
              createDatasets(projectId, ready, start);
              onClose();
            }}
          >
            {ready.length > 1 ? `Create ${ready.length} datasets` : 'Create dataset'}
          </Button>
        </div>
      )}
    </Modal>
  );
}

interface AddButtonsProps {
  items: AddedItems;
  isFirst: boolean;
  onPaste: () => void;
  onAdded: (key: string) => void;
}

/** The files of a folder that a person chooses. */
function pickFolder(): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** The ways to bring in data. */
function AddButtons({ items, isFirst, onPaste, onAdded }: AddButtonsProps) {
  const { addFiles, addPlace } = items;
  const variant = 'default';
  return (
    <div className={styles.ways} data-first={isFirst || undefined}>
      <FileButton multiple accept={accepted} onChange={(files) => void addFiles(files)}>
        {(props) => (
          <Button
            {...props}
            data-autofocus={isFirst || undefined}
            variant={isFirst ? 'filled' : variant}
            leftSection={<IconUpload size={14} />}
          >
            {isFirst ? 'Choose files' : 'More files'}
          </Button>
        )}
      </FileButton>
      <Button
        variant={variant}
        leftSection={<IconFolder size={14} />}
        onClick={() => void pickFolder().then((files) => addFiles(files))}
      >
        A folder as one
      </Button>
      <Button variant={variant} leftSection={<IconPlugConnected size={14} />} onClick={() => onAdded(addPlace())}>
        From a connection
      </Button>
      <Button variant={variant} leftSection={<IconClipboardText size={14} />} onClick={onPaste}>
        Paste a table
      </Button>
    </div>
  );
}

/** Asks the node what is in the files of an item, and hands its answer to the item. */
function Detector({ projectId, item, items }: { projectId: string; item: Added; items: AddedItems }) {
  const draft = item.draft ?? { connection: 'project', path: '', format: null, schema: null };
  const { data, error, isFetching, isOld } = useDetection(projectId, draft);
  const { onDetected } = items;
  useEffect(() => {
    if (!isOld) onDetected(item.key, { found: error ? null : (data ?? null), error: error ?? null, isFetching });
  }, [onDetected, item.key, data, error, isFetching, isOld]);
  return null;
}

interface DetailsProps {
  item: Added;
  onChange: (change: Partial<Added>) => void;
}

/** Name, settings and first rows of one item. */
function Details({ item, onChange }: DetailsProps) {
  const [view, setView] = useState<'preview' | 'columns'>('preview');
  const { draft, found, error } = item;
  const schema = draft?.schema ?? found?.schema ?? [];
  const setSchema = (next: Schema) =>
    draft ? onChange({ draft: { ...draft, format: found?.format ?? draft.format, schema: next } }) : undefined;
  return (
    <>
      <div className={styles.form}>
        <TextInput
          label="Name of the dataset"
          description="What recipes, charts and people call it; it can be changed later."
          maxLength={NAME_LENGTH}
          value={item.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {draft ? (
          <SourceForm
            draft={draft}
            onChange={(next) => onChange({ draft: next })}
            found={found?.format}
            choices={found?.choices}
            hasPlace={item.file === null}
          />
        ) : null}
      </div>
      <div className={styles.preview}>
        <div className={styles.views}>
          <SegmentedControl
            size="xs"
            aria-label="Preview or columns"
            value={view}
            onChange={(next) => setView(next as 'preview' | 'columns')}
            data={[
              { value: 'preview', label: 'Preview' },
              { value: 'columns', label: 'Columns' },
            ]}
          />
          <span>{item.label}</span>
        </div>
        {error && !draft ? <ErrorNotice error={error} /> : null}
        {draft && draft.path === '' ? <Hint>Choose a connection and say which files to read.</Hint> : null}
        {draft && draft.path !== '' && view === 'preview' ? (
          <SourcePreview
            detection={{ data: found ?? undefined, error, isFetching: item.isFetching, isOld: item.isFetching }}
          />
        ) : null}
        {draft && view === 'columns' ? (
          <div className={styles.columns}>
            <SchemaTable schema={schema} onChange={setSchema} canRetype canRename={false} readOnly={false} />
          </div>
        ) : null}
      </div>
    </>
  );
}

const Hint = ({ children }: { children: ReactNode }) => <p className={styles.hint}>{children}</p>;

interface PasteTableProps {
  onTable: (file: File) => void;
  onCancel: () => void;
}

/** A place to paste cells of a spreadsheet into. */
function PasteTable({ onTable, onCancel }: PasteTableProps) {
  const [text, setText] = useState('');
  const file = pastedFile({ getData: (type) => (type === 'text/plain' ? text : '') });
  return (
    <div className={styles.paste}>
      <Textarea
        label="Table"
        description="Copy cells in a spreadsheet or on a web page and paste them here. The first row names the columns."
        placeholder={'order_id\tcity\tamount\n1\tOslo\t12.50'}
        data-autofocus
        minRows={12}
        maxRows={20}
        autosize
        value={text}
        error={
          text.trim() !== '' && !file
            ? 'This is no table: it needs several columns, with tabs or delimiters between'
            : null
        }
        onPaste={(event) => {
          const pasted = pastedFile(event.clipboardData);
          if (!pasted) return;
          event.preventDefault();
          onTable(pasted);
        }}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.foot}>
        <Button variant="default" onClick={onCancel}>
          Back
        </Button>
        <Button disabled={!file} onClick={() => (file ? onTable(file) : undefined)}>
          Use this table
        </Button>
      </div>
    </div>
  );
}
