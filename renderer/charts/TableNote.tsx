import type { ChartReply } from '../../nodes/contract/project/index.ts';
import styles from './charts.module.css';
import { pageNotes } from './page-notes.ts';

/** Below a table: which rows it shows, and what its figures leave out. */
export function TableNote({ page }: { page: ChartReply }) {
  const notes = pageNotes(page);
  return notes.length > 0 ? <div className={styles.tableNote}>{notes.join(' · ')}</div> : null;
}
