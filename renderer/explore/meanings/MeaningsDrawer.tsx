import { Button, Drawer } from '@mantine/core';
import { IconPlus, IconTags } from '@tabler/icons-react';
import { useState } from 'react';
import type { OwnMeaning, Project } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo, useProject } from '../../client/hooks.ts';
import { freeId } from '../../flow/ids.ts';
import { editProject } from '../../state/edit-project.ts';
import { deleteMeaning, followersOf, saveMeaning, usesOf } from '../../state/meanings.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatMany } from '../../ui/format.ts';
import { MeaningForm } from './MeaningForm.tsx';
import styles from './meanings.module.css';

const fresh: OwnMeaning = { id: '', name: '', kind: 'values', values: [], caseSensitive: false };

/** What the project's columns may mean beside the built-in meanings: lists of values and patterns. */
export function MeaningsDrawer({ projectId }: { projectId: string }) {
  const { meanings: open, set } = useWorkbench();
  const project = useProject(projectId).data?.project;
  return (
    <Drawer
      opened={open !== null}
      onClose={() => set({ meanings: null })}
      title="Meanings of this project"
      position="right"
      size={560}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{
        header: { padding: '8px 16px', minHeight: 48, borderBottom: '1px solid var(--mr-border)' },
        body: { padding: '0 16px 16px' },
      }}
    >
      {open && project ? <Meanings key={open.id} project={project} start={open.id} /> : null}
    </Drawer>
  );
}

function Meanings({ project, start }: { project: Project; start: string | null }) {
  const readOnly = useNodeInfo()?.readOnly ?? true;
  const list = Object.values(project.meanings).sort((a, b) => a.name.localeCompare(b.name));
  const [draft, setDraft] = useState<OwnMeaning | null>(start === null ? null : (project.meanings[start] ?? null));
  const projectId = project.info.id;
  const save = async (meaning: OwnMeaning) => {
    const id = meaning.id || freeId(meaning.name, new Set(Object.keys(project.meanings)));
    const label = `${meaning.id ? 'Change' : 'Define'} the meaning ${meaning.name}`;
    setDraft(null);
    await editProject(projectId, [saveMeaning({ ...meaning, id })], { label });
  };
  if (draft) {
    return (
      <MeaningForm
        project={project}
        start={draft}
        readOnly={readOnly}
        onCancel={() => setDraft(null)}
        onSave={(meaning) => void save(meaning)}
        onDelete={() => {
          setDraft(null);
          const label = `Delete the meaning ${draft.name}`;
          void editProject(projectId, deleteMeaning(project, draft.id), { label });
        }}
      />
    );
  }
  const add = readOnly ? null : (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setDraft(fresh)}>
      Define a meaning
    </Button>
  );
  if (list.length === 0) {
    return (
      <EmptyState icon={IconTags} title="No meanings yet" actions={add}>
        A list of values such as branch codes, or a pattern such as an order number: choose it as the meaning of a
        column, and cells that do not fit are counted, shown and cleared.
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      <p className={styles.about}>
        Chosen as the meaning of a column, they say which cells are valid: shown in the grid, counted in its quality,
        cleared and filtered like those of the built-in meanings.
      </p>
      <ul>
        {list.map((meaning) => (
          <li key={meaning.id}>
            <button type="button" onClick={() => setDraft(meaning)}>
              <strong>{meaning.name}</strong>
              <span>{kindWords(meaning)}</span>
              <small>{usageWords(project, meaning.id)}</small>
            </button>
          </li>
        ))}
      </ul>
      <div>{add}</div>
    </div>
  );
}

function kindWords(meaning: OwnMeaning): string {
  if (meaning.kind === 'pattern') return meaning.pattern;
  const [count, shown] = [meaning.values.length, meaning.values.slice(0, 4).join(', ')];
  return `${formatMany(count, 'value')}: ${shown}${count > 4 ? ', …' : ''}`;
}

function usageWords(project: Project, id: string): string {
  const columns = usesOf(project, id).reduce((sum, use) => sum + use.columns, 0);
  const { steps, rules } = followersOf(project, id);
  const words = [
    ...(columns > 0 ? [formatMany(columns, 'column')] : []),
    ...(steps > 0 ? [formatMany(steps, 'prepare step')] : []),
    ...(rules > 0 ? [formatMany(rules, 'quality rule')] : []),
  ];
  return words.join(', ') || 'not used';
}
