import type { Project, StatisticsCard, Worksheet } from '../../../nodes/contract/project/index.ts';
import type { Sample } from '../../../nodes/contract/sample.ts';
import { editProject } from '../../state/edit-project.ts';
import { emptyWorksheet, moved, type NewCard, withCard, withCards, withCopy, withoutCard } from './worksheet.ts';

/** The worksheet of a dataset and what can be done with it; every change is one of the project, shown at once and undoable. */
export function worksheetOf(project: Project, dataset: string) {
  const worksheet = project.statistics[dataset] ?? emptyWorksheet(dataset);
  const save = (value: Worksheet, label: string, group?: string) =>
    void editProject(project.info.id, [{ family: 'statistics', id: dataset, value }], {
      label,
      ...(group && { group: `${group}:${dataset}` }),
    });
  return {
    worksheet,
    /** Adds cards; gives the id of the last. */
    add(cards: readonly NewCard[], label: string): string | undefined {
      const next = withCards(worksheet, cards);
      save(next.worksheet, label);
      return next.ids.at(-1);
    },
    change: (card: StatisticsCard, label: string) => save(withCard(worksheet, card), label, `card ${card.id}`),
    remove: (id: string) => save(withoutCard(worksheet, id), 'Delete statistics card'),
    copy(id: string): string {
      const next = withCopy(worksheet, id);
      save(next.worksheet, 'Duplicate statistics card');
      return next.copy;
    },
    move: (id: string, by: -1 | 1) => save(moved(worksheet, id, by), 'Move statistics card'),
    setSample: (sample: Sample) => save({ ...worksheet, sample }, 'Change the sample of the statistics'),
    setFilter(filter: string) {
      const { filter: _, ...rest } = worksheet;
      save(filter.trim() ? { ...rest, filter } : rest, 'Filter the statistics');
    },
    setLevel: (level: number) => save({ ...worksheet, level }, 'Change the significance level'),
  };
}

export type WorksheetState = ReturnType<typeof worksheetOf>;
