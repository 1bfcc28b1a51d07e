import { IconColumns3, IconNote } from '@tabler/icons-react';
import type { SchemaChange } from '../../nodes/contract/flow.ts';
import styles from './marks.module.css';

const SHOWN = 2;

/** A change of columns in words: `2 new, 1 gone`. */
export const changeWords = ({ added, removed, retyped }: SchemaChange): string =>
  [
    added.length > 0 ? `${added.length} new` : '',
    removed.length > 0 ? `${removed.length} gone` : '',
    retyped.length > 0 ? `${retyped.length} of another type` : '',
  ]
    .filter(Boolean)
    .join(', ');

/** The tags that have room above a node, and how many have not. */
export const shownTags = (tags: readonly string[] = []): { tags: readonly string[]; more: number } => ({
  tags: tags.slice(0, SHOWN),
  more: Math.max(0, tags.length - SHOWN),
});

interface NodeMarksProps {
  notes: string | undefined;
  tags: readonly string[] | undefined;
  change: SchemaChange | undefined;
}

/** Small marks above a node: its first tags, that it has notes, that its columns change. */
export function NodeMarks({ notes, tags = [], change }: NodeMarksProps) {
  const { tags: shown, more } = shownTags(tags);
  return (
    <div className={styles.marks}>
      {shown.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {more > 0 ? (
        <span className={styles.tag} title={tags.slice(SHOWN).join(', ')}>
          +{more}
        </span>
      ) : null}
      {change ? (
        <span className={styles.note} role="img" aria-label={`Its columns change: ${changeWords(change)}`}>
          <IconColumns3 size={12} stroke={1.8} />
        </span>
      ) : null}
      {notes ? (
        <span className={styles.note} role="img" aria-label="Has notes">
          <IconNote size={12} stroke={1.8} />
        </span>
      ) : null}
    </div>
  );
}
