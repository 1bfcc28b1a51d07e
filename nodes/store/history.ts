import { join } from 'node:path';
import { canonicalJson } from '../base/canonical-json.ts';
import { type Connection, migrate, openDatabase } from './database.ts';
import type { Change } from './project-files.ts';

/** Where a project stands: `undo` and `redo` are the labels of what they would take back or bring back. */
export interface HistoryState {
  /** Grows with every edit, undo and redo. */
  revision: number;
  undo: string | null;
  redo: string | null;
}

/** The edits of one project, in order, without limit. It outlives the process. */
export interface History {
  state(): HistoryState;
  /** Adds an edit; what was undone can no longer be brought back. Edits of one `group` within seconds become one step. */
  record(entry: { label: string; changes: readonly Change[]; at: number; group?: string }): HistoryState;
  /** The changes that `undone` would take back, or `redone` bring back; undefined when there are none. */
  nextUndo(): Change[] | undefined;
  nextRedo(): Change[] | undefined;
  /** To call after the changes were taken back, or brought back, on disk. */
  undone(): HistoryState;
  redone(): HistoryState;
  close(): void;
}

const migrations = [
  `CREATE TABLE edits (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     label TEXT NOT NULL,
     changes TEXT NOT NULL,
     edit_group TEXT,
     at INTEGER NOT NULL,
     undone INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE revision (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), value INTEGER NOT NULL) STRICT;
   INSERT INTO revision VALUES (1, 0);`,
];

/** Edits of one group this close to each other (milliseconds) are one undo step. */
const groupWindow = 5000;

interface Row {
  seq: number;
  label: string;
  changes: string;
  edit_group: string | null;
  at: number;
}

/** Opens `<folder>/.millrace/history.db`. */
export async function openHistory(folder: string): Promise<History> {
  const db = await openDatabase(join(folder, '.millrace', 'history.db'));
  migrate(db, 'history', migrations);
  return historyOf(db);
}

function historyOf(db: Connection): History {
  const bump = db.prepare('UPDATE revision SET value = value + 1');
  const revision = db.prepare('SELECT value FROM revision').pluck();
  const lastDone = db.prepare('SELECT * FROM edits WHERE undone = 0 ORDER BY seq DESC LIMIT 1');
  const firstUndone = db.prepare('SELECT * FROM edits WHERE undone = 1 ORDER BY seq LIMIT 1');
  const insert = db.prepare('INSERT INTO edits (label, changes, edit_group, at) VALUES (?, ?, ?, ?)');
  const replace = db.prepare('UPDATE edits SET changes = ?, at = ? WHERE seq = ?');
  const forgetUndone = db.prepare('DELETE FROM edits WHERE undone = 1');
  const mark = db.prepare('UPDATE edits SET undone = ? WHERE seq = ?');

  const top = () => lastDone.get() as Row | undefined;
  const next = () => firstUndone.get() as Row | undefined;
  const changesOf = (row: Row | undefined) => (row ? (JSON.parse(row.changes) as Change[]) : undefined);
  const state = (): HistoryState => ({
    revision: revision.get() as number,
    undo: top()?.label ?? null,
    redo: next()?.label ?? null,
  });
  const move = (row: Row | undefined, undone: 0 | 1) => {
    if (!row) return state();
    db.transaction(() => {
      mark.run(undone, row.seq);
      bump.run();
    })();
    return state();
  };
  return {
    state,
    record({ label, changes, at, group }) {
      db.transaction(() => {
        const isContinued = next() === undefined && group !== undefined;
        forgetUndone.run();
        const last = top();
        if (isContinued && last?.edit_group === group && at - last.at <= groupWindow)
          replace.run(JSON.stringify(mergeChanges(changesOf(last) ?? [], changes)), at, last.seq);
        else insert.run(label, JSON.stringify(changes), group ?? null, at);
        bump.run();
      })();
      return state();
    },
    nextUndo: () => changesOf(top()),
    nextRedo: () => changesOf(next()),
    undone: () => move(top(), 1),
    redone: () => move(next(), 0),
    close: () => db.close(),
  };
}

/** Two edits as one: each object from its first `before` to its last `after`. */
function mergeChanges(first: readonly Change[], second: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of [...first, ...second]) {
    const key = canonicalJson([change.family, change.id]);
    const earlier = merged.get(key);
    merged.set(key, earlier ? { ...earlier, after: change.after } : change);
  }
  return [...merged.values()];
}
