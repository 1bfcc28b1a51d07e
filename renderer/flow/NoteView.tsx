import { type NodeProps, NodeResizer } from '@xyflow/react';
import { lazy, memo, Suspense, useContext } from 'react';
import { NodeActionsContext } from './FlowNodeView.tsx';
import { resizeNote, writeNote } from './layer-actions.ts';
import styles from './layers.module.css';
import type { NoteNode } from './layers.ts';

const Markdown = lazy(async () => ({ default: (await import('../ui/Markdown.tsx')).Markdown }));

/** A sticky note: Markdown on a coloured card; a double click writes. */
export const NoteView = memo(function NoteView({ data, selected }: NodeProps<NoteNode>) {
  const { note, editing } = data;
  const { readOnly } = useContext(NodeActionsContext);
  return (
    <div
      className={styles.note}
      data-colour={note.colour}
      data-canvas-note={note.id}
      data-selected={selected || undefined}
    >
      {selected && !readOnly ? (
        <NodeResizer
          minWidth={120}
          minHeight={64}
          lineClassName={styles.resizeLine ?? ''}
          handleClassName={styles.resizeHandle ?? ''}
          onResizeEnd={(_, box) => resizeNote(note.id, box)}
        />
      ) : null}
      {editing ? (
        <NoteEditor id={note.id} text={note.text} />
      ) : (
        <div className={styles.text}>
          <Suspense fallback={note.text}>
            {note.text ? <Markdown text={note.text} /> : <span className={styles.hint}>Double-click to write</span>}
          </Suspense>
        </div>
      )}
    </div>
  );
});

function NoteEditor({ id, text }: { id: string; text: string }) {
  return (
    <textarea
      className={`${styles.editor} nodrag nowheel nopan`}
      defaultValue={text}
      aria-label="Text of the note, Markdown"
      placeholder="Write a note. **Bold**, lists and links work."
      ref={(element) => element?.focus()}
      onBlur={(event) => writeNote(id, event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const done = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (done) event.currentTarget.blur();
      }}
    />
  );
}
