import { DatasetView } from '../contract/dataset-view.ts';
import { type Connection, migrate } from './database.ts';

/** Whose view of which dataset. */
export interface ViewKey {
  /** Id of the caller. */
  caller: string;
  project: string;
  dataset: string;
}

/** How each caller left the rows of each dataset. */
export interface DatasetViews {
  /** Undefined when nothing is kept, or nothing that this version understands. */
  get(key: ViewKey): DatasetView | undefined;
  /** Keeps the view; of a caller's views the oldest go when there are too many. */
  put(key: ViewKey, view: DatasetView): void;
}

/** Views kept of a caller. */
const kept = 500;

const migrations = [
  `CREATE TABLE dataset_views (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     caller TEXT NOT NULL,
     project TEXT NOT NULL,
     dataset TEXT NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (caller, project, dataset)
   ) STRICT;`,
];

/** Views of datasets in `db`. */
export function openDatasetViews(db: Connection): DatasetViews {
  migrate(db, 'dataset-views', migrations);
  const get = db.prepare('SELECT body FROM dataset_views WHERE caller = ? AND project = ? AND dataset = ?').pluck();
  // Replaced rows get a new number: the one put last is the newest.
  const put = db.prepare('INSERT OR REPLACE INTO dataset_views (caller, project, dataset, body) VALUES (?, ?, ?, ?)');
  const prune = db.prepare(
    `DELETE FROM dataset_views WHERE seq IN
       (SELECT seq FROM dataset_views WHERE caller = ? ORDER BY seq DESC LIMIT -1 OFFSET ?)`,
  );
  return {
    get({ caller, project, dataset }) {
      const body = get.get(caller, project, dataset);
      return body === undefined ? undefined : DatasetView.safeParse(JSON.parse(body as string)).data;
    },
    put: db.transaction(({ caller, project, dataset }: ViewKey, view: DatasetView) => {
      put.run(caller, project, dataset, JSON.stringify(view));
      prune.run(caller, kept);
    }),
  };
}
