import { IconNote } from '@tabler/icons-react';
import styles from './marks.module.css';

const SHOWN = 2;

/** Small marks above a node: its first tags, and that it has notes. */
export function NodeMarks({ notes, tags = [] }: { notes: string | undefined; tags: readonly string[] | undefined }) {
  const more = tags.length - SHOWN;
  return (
    <div className={styles.marks}>
      {tags.slice(0, SHOWN).map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {more > 0 ? (
        <span className={styles.tag} title={tags.slice(SHOWN).join(', ')}>
          +{more}
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
