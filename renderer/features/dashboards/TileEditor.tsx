import { ActionIcon, Button, FileButton, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { IconTrash, IconUpload, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { IMAGE_LIMIT, type Project, type Tile } from '../../../nodes/contract/project/index.ts';
import { tellError } from '../../state/notify.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import styles from './dashboards.module.css';

interface TileEditorProps {
  tile: Tile;
  project: Project;
  onChange: (tile: Tile) => void;
  onDelete: () => void;
  onClose: () => void;
}

type Content = Tile['content'];

const named = (objects: Record<string, { id: string; name?: string }>) =>
  Object.values(objects).map(({ id, name }) => ({ value: id, label: name ?? id }));

/** The panel beside the grid: what the chosen tile shows. Every change is drawn at once. */
export function TileEditor({ tile, project, onChange, onDelete, onClose }: TileEditorProps) {
  return (
    <aside className={styles.side} aria-label="Tile settings">
      <div className={styles.sideHead}>
        <span className={styles.grow}>Tile</span>
        <ActionIcon aria-label="Close the tile settings" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={styles.sideBody}>
        <Hinted hint="Stands above the tile; without one the tile has no head.">
          <LazyText label="Title" value={tile.title} onCommit={(title) => onChange({ ...tile, title })} />
        </Hinted>
        <ContentFields
          content={tile.content}
          project={project}
          onContent={(content) => onChange({ ...tile, content })}
        />
        <Button variant="default" c="red" leftSection={<IconTrash size={14} />} onClick={onDelete} mt="sm">
          Delete tile
        </Button>
      </div>
    </aside>
  );
}

const choiceHints = {
  Dataset: 'How its rules stand is shown, those that do not hold first.',
  Rule: 'What it measured last, and at the checks before.',
  Scenario: 'How it stands, its last runs, and a button that runs it for those who may.',
  Model: 'The active version: how good it is, and which columns matter most.',
};

interface ContentFieldsProps {
  content: Content;
  project: Project;
  onContent: (content: Content) => void;
}

function ContentFields({ content, project, onContent }: ContentFieldsProps): ReactNode {
  const choice = (
    label: keyof typeof choiceHints,
    data: { value: string; label: string }[],
    value: string,
    onPick: (id: string) => void,
  ) => (
    <Hinted hint={choiceHints[label]}>
      <Select
        label={label}
        data={data}
        value={value}
        allowDeselect={false}
        searchable
        onChange={(id) => id && onPick(id)}
      />
    </Hinted>
  );
  switch (content.kind) {
    case 'chart':
      return null;
    case 'text':
      return (
        <Hinted hint="Headings with #, lists with -, **bold**, *italic*, links and tables. HTML is not shown.">
          <LazyText
            label="Text (Markdown)"
            value={content.markdown}
            rows={12}
            onCommit={(markdown) => onContent({ kind: 'text', markdown })}
          />
        </Hinted>
      );
    case 'quality':
      return choice('Dataset', named(project.datasets), content.dataset, (dataset) =>
        onContent({ kind: 'quality', dataset }),
      );
    case 'metric': {
      const sets = Object.values(project.quality);
      const rules = sets.flatMap(({ id, rules: list }) =>
        list.map((rule) => ({
          value: `${id} ${rule.id}`,
          label: `${project.datasets[id]?.name ?? id}: ${rule.label ?? rule.kind.replaceAll('-', ' ')}`,
        })),
      );
      return choice('Rule', rules, `${content.dataset} ${content.rule}`, (value) => {
        const [dataset = '', rule = ''] = value.split(' ');
        onContent({ kind: 'metric', dataset, rule });
      });
    }
    case 'scenario':
      return choice('Scenario', named(project.scenarios), content.scenario, (scenario) =>
        onContent({ kind: 'scenario', scenario }),
      );
    case 'model':
      return choice('Model', named(project.models), content.model, (model) => onContent({ kind: 'model', model }));
    case 'image':
      return <ImageFields content={content} onContent={onContent} />;
  }
}

interface ImageFieldsProps {
  content: Extract<Content, { kind: 'image' }>;
  onContent: (content: Content) => void;
}

function ImageFields({ content, onContent }: ImageFieldsProps) {
  const read = (file: File | null) => {
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      const source = String(reader.result);
      if (source.length > IMAGE_LIMIT) {
        tellError('The picture is too large', new Error('A picture may have about 700 kB. Make it smaller first.'));
      } else {
        onContent({ ...content, source, alt: content.alt || file.name.replace(/\.[^.]+$/, '') });
      }
    };
    reader.readAsDataURL(file);
  };
  return (
    <>
      <FileButton onChange={read} accept="image/png,image/jpeg,image/webp,image/gif,image/svg+xml">
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={14} />}>
            {content.source ? 'Choose another picture' : 'Choose a picture'}
          </Button>
        )}
      </FileButton>
      <Hinted hint="Read to who cannot see the picture, and shown when it is missing.">
        <LazyText label="What it shows" value={content.alt} onCommit={(alt) => onContent({ ...content, alt })} />
      </Hinted>
      <SegmentedControl
        size="xs"
        aria-label="How the picture fills the tile"
        data={[
          { value: 'contain', label: 'All of it' },
          { value: 'cover', label: 'Fill the tile' },
        ]}
        value={content.fit}
        onChange={(fit) => onContent({ ...content, fit: fit as 'cover' })}
      />
    </>
  );
}

interface LazyTextProps {
  label: string;
  value: string;
  rows?: number;
  onCommit: (value: string) => void;
}

/** A text that is handed on after a pause and when the field is left, so that each letter is not an edit. */
export function LazyText({ label, value, rows, onCommit }: LazyTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = window.setTimeout(() => onCommit(text), 600);
    return () => window.clearTimeout(timer);
  }, [text, value, onCommit]);
  const shared = {
    label,
    value: text,
    onBlur: () => (text === value ? undefined : onCommit(text)),
  };
  return rows ? (
    <Textarea {...shared} rows={rows} onChange={(event) => setText(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => setText(event.currentTarget.value)} />
  );
}
