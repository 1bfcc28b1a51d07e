import { ActionIcon, Button, Select, Textarea, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project, Tile } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { iconOf } from '../../ui/icons.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import { ChartFields } from './ChartFields.tsx';
import styles from './dashboards.module.css';

interface TileEditorProps {
  tile: Tile;
  project: Project;
  schemas: ReadonlyMap<string, Schema>;
  kinds: readonly CatalogKind[];
  onChange: (tile: Tile) => void;
  onDelete: () => void;
  onClose: () => void;
}

const named = (objects: Record<string, { id: string; name?: string }>) =>
  Object.values(objects).map(({ id, name }) => ({ value: id, label: name ?? id }));

/** The panel beside the grid: what the chosen tile shows. Every change is drawn at once. */
export function TileEditor({ tile, project, schemas, kinds, onChange, onDelete, onClose }: TileEditorProps) {
  const { content } = tile;
  return (
    <aside className={styles.side} aria-label="Tile settings">
      <div className={styles.sideHead}>
        <span className={styles.grow}>Tile</span>
        <ActionIcon aria-label="Close the tile settings" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={styles.sideBody}>
        <LazyText label="Title" value={tile.title} onCommit={(title) => onChange({ ...tile, title })} />
        {content.kind === 'chart' ? (
          <>
            <SectionLabel>Kind</SectionLabel>
            <div className={styles.kinds}>
              {kinds.map(({ id, label, icon, help }) => {
                const IconView = iconOf(icon);
                return (
                  <Tooltip key={id} label={`${label}. ${help}`} multiline maw={240}>
                    <UnstyledButton
                      className={styles.kind}
                      aria-label={label}
                      aria-pressed={content.chart.kind === id}
                      onClick={() =>
                        onChange({
                          ...tile,
                          content: {
                            kind: 'chart',
                            chart: { ...content.chart, kind: id as typeof content.chart.kind },
                          },
                        })
                      }
                    >
                      <IconView size={18} stroke={1.6} />
                    </UnstyledButton>
                  </Tooltip>
                );
              })}
            </div>
            <ChartFields
              chart={content.chart}
              datasets={named(project.datasets)}
              schema={schemas.get(content.chart.dataset) ?? []}
              onChange={(chart) => onChange({ ...tile, content: { kind: 'chart', chart } })}
            />
          </>
        ) : null}
        {content.kind === 'text' ? (
          <LazyText
            label="Text (Markdown)"
            value={content.markdown}
            rows={12}
            onCommit={(markdown) => onChange({ ...tile, content: { kind: 'text', markdown } })}
          />
        ) : null}
        {content.kind === 'quality' ? (
          <Select
            label="Dataset"
            data={named(project.datasets)}
            value={content.dataset}
            allowDeselect={false}
            searchable
            onChange={(dataset) => dataset && onChange({ ...tile, content: { kind: 'quality', dataset } })}
          />
        ) : null}
        {content.kind === 'scenario' ? (
          <Select
            label="Scenario"
            data={named(project.scenarios)}
            value={content.scenario}
            allowDeselect={false}
            onChange={(scenario) => scenario && onChange({ ...tile, content: { kind: 'scenario', scenario } })}
          />
        ) : null}
        <Button variant="default" c="red" leftSection={<IconTrash size={14} />} onClick={onDelete} mt="sm">
          Delete tile
        </Button>
      </div>
    </aside>
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
