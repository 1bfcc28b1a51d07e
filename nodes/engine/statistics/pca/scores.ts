import type { CardContext } from '../card-kind.ts';
import { doubleSql } from '../columns.ts';
import { count, many } from '../words.ts';
import type { Components } from './components.ts';

const mostPoints = 1500;
const mostGroups = 10;
export const otherGroups = '(others)';

interface Wanted {
  values: readonly string[];
  centre: readonly number[];
  components: Components;
  colour: string | undefined;
  /** Rows that have all values. */
  rows: number;
}

/** The first two components of an even sample of the rows, the same every time, computed by the database. */
export async function scorePoints({ query, rows: from }: CardContext, wanted: Wanted) {
  const { values, centre, components, colour, rows } = wanted;
  const score = (component: number) =>
    values
      .map((_, at) => {
        const weight = components.weights[component]![at]! / components.scales[at]!;
        return `(x${at} - ${doubleSql(centre[at]!)}) * ${doubleSql(weight)}`;
      })
      .join(' + ');
  const named = values.map((sql, at) => `${sql} AS x${at}`).join(', ');
  const isThere = values.map((_, at) => `x${at} IS NOT NULL`).join(' AND ');
  const numbered = `(SELECT *, hash(row_number() OVER (), 1) AS h FROM (SELECT ${named}, ${colour ?? 'NULL'} AS g FROM ${from}) WHERE ${isThere})`;
  const chosen = `(SELECT * FROM ${numbered} ORDER BY h LIMIT ${mostPoints})`;
  const [xs = [], ys = [], groups = []] = await query(`SELECT ${score(0)}, ${score(1)}, g FROM ${chosen}`);
  const shown = xs.length < rows ? `${count(xs.length)} of ${many(rows, 'row')}, chosen evenly` : many(rows, 'row');
  return {
    xs: xs.map(Number),
    ys: ys.map(Number),
    groups: colour === undefined ? undefined : fewGroups(groups),
    sample: shown,
  };
}

/** Names of the groups; the rarest ones are put together. */
function fewGroups(groups: readonly unknown[]): string[] {
  const names = groups.map((group) => (group === null ? '(empty)' : String(group)));
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const kept = new Set(
    [...sizes]
      .sort((a, b) => b[1] - a[1])
      .slice(0, mostGroups)
      .map(([name]) => name),
  );
  return names.map((name) => (kept.has(name) ? name : otherGroups));
}
