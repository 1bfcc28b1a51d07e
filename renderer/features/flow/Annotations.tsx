import { Popover, TagsInput, Textarea, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconNote, IconTag } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Edit, Project } from '../../../nodes/contract/project/index.ts';
import { annotate } from '../../flow/edits.ts';
import { canvas } from '../../state/canvas.ts';
import { editProject, loadedProject } from '../../state/edit-project.ts';
import { useSelection } from '../../state/selection.ts';
import styles from './annotations.module.css';

interface AnnotationsProps {
  projectId: string;
  project: Project;
  id: string;
  readOnly: boolean;
}

const SHOWN = 3;
const setOpen = (annotating: boolean) => useSelection.getState().set({ annotating });

/** Every tag of the project, the most used first. */
function tagsOf(project: Project): string[] {
  const counts = new Map<string, number>();
  for (const things of [project.datasets, project.recipes, project.models])
    for (const { tags = [] } of Object.values(things))
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([tag]) => tag);
}

/** Tags and notes of the selected node: chips in its pane, written in a small panel. */
export function Annotations({ projectId, project, id, readOnly }: AnnotationsProps) {
  const open = useSelection((state) => state.annotating);
  const thing = project.recipes[id] ?? project.datasets[id] ?? project.models[id];
  const { tags = [], notes = '' } = thing ?? {};
  useEffect(() => () => setOpen(false), []);
  const empty = tags.length === 0 && !notes;
  if (readOnly && empty) return null;
  const label = readOnly ? notes || tags.join(', ') : 'Tags and notes · T';
  return (
    <Popover opened={open && !readOnly} onChange={setOpen} position="bottom-start" width={340} trapFocus shadow="md">
      <Popover.Target>
        <Tooltip label={label} multiline maw={320} disabled={open}>
          <UnstyledButton className={styles.chips} onClick={() => setOpen(!open)}>
            <VisuallyHidden>Tags and notes</VisuallyHidden>
            {tags.slice(0, SHOWN).map((tag) => (
              <span key={tag} className={styles.chip}>
                {tag}
              </span>
            ))}
            {tags.length > SHOWN ? <span className={styles.chip}>+{tags.length - SHOWN}</span> : null}
            {notes ? <IconNote size={15} stroke={1.7} className={styles.note} /> : null}
            {empty ? <IconTag size={15} stroke={1.7} /> : null}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <TagsInput
          label="Tags"
          description="Short words to find it by. Enter adds one."
          data={tagsOf(project)}
          value={[...tags]}
          maxTags={12}
          clearable={false}
          onChange={(next) => save(projectId, id, { tags: next })}
          comboboxProps={{ withinPortal: false }}
        />
        <NotesField key={id} notes={notes} onSave={(text) => save(projectId, id, { notes: text })} />
      </Popover.Dropdown>
    </Popover>
  );
}

function save(projectId: string, id: string, change: { tags?: string[]; notes?: string }): void {
  const project = loadedProject(projectId)?.project;
  if (!project) return;
  const edits: Edit[] = annotate(project, id, change);
  const label = change.tags ? 'Change tags' : 'Change notes';
  void editProject(projectId, edits, { label, group: `${label}:${id}` });
}

const SAVE_AFTER_MS = 500;

function NotesField({ notes, onSave }: { notes: string; onSave: (text: string) => void }) {
  const [text, setText] = useState(notes);
  const unsaved = useRef<{ text: string; timer: number } | null>(null);
  const latest = useRef(onSave);
  latest.current = onSave;
  const flush = () => {
    if (!unsaved.current) return;
    window.clearTimeout(unsaved.current.timer);
    latest.current(unsaved.current.text);
    unsaved.current = null;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it closes
  useEffect(() => flush, []);
  return (
    <Textarea
      label="Notes"
      description="Why it is the way it is; shown on hover."
      placeholder="For whoever comes next"
      autosize
      minRows={3}
      maxRows={10}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (unsaved.current) window.clearTimeout(unsaved.current.timer);
        unsaved.current = { text: next, timer: window.setTimeout(flush, SAVE_AFTER_MS) };
      }}
      onBlur={flush}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        flush();
        setOpen(false);
        canvas()?.focus();
      }}
    />
  );
}
