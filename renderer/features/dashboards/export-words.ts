import type { Dashboard } from '../../../nodes/contract/project/index.ts';
import type { Column } from '../../../nodes/contract/schema.ts';
import { filterWords } from '../../explore/chart-builder/filter-words.ts';
import { formatTime } from '../../ui/format.ts';
import type { Filter } from './filters.ts';
import type { BoardData } from './use-board.ts';

/** Values of a filter that a file names: nobody can open the filter there. */
const MOST_NAMED = 40;

/** What a page is called where it stands alone: the dashboard, and the page when there are several. */
export const pageTitle = ({ name, pages }: Dashboard, { title }: { title: string }): string =>
  pages.length > 1 ? `${name}: ${title}` : name;

/** What readers of a file must know: which rows, how old, when saved. */
export function factsOf(
  filters: readonly Filter[],
  { columns, builtAt }: Pick<BoardData, 'columns' | 'builtAt'>,
): string[] {
  const columnOf = (name: string): Column | undefined => columns.find(({ column }) => column.name === name)?.column;
  const set = filters.map((filter) => `${filter.column}: ${filterWords(filter, columnOf(filter.column), MOST_NAMED)}`);
  return [
    set.length > 0 ? `Filtered by ${set.join(' · ')}` : 'All rows',
    ...(builtAt ? [`data built ${formatTime(builtAt)}`] : []),
    `saved ${formatTime(new Date().toISOString())}`,
  ];
}
