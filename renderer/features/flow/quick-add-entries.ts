import { IconChartDots3, IconFileImport, IconTable, IconUpload } from '@tabler/icons-react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { fittingBefore } from '../../flow/add-before.ts';
import { kindsAfter } from '../../flow/connect-rules.ts';
import { splice } from '../../flow/splice.ts';
import type { QuickAdd } from '../../state/selection.ts';
import { type Icon, iconOf } from '../../ui/icons.ts';
import { matching } from '../../ui/kinds.ts';

/** What a person chose: a new recipe, something of the project by its id, or data to add. */
export type Choice = { kind: CatalogKind } | { data: string } | { files: true };

export interface Entry {
  id: string;
  label: string;
  icon: Icon;
  tone?: 'dataset' | 'model';
  choice: Choice;
}

export interface EntryGroup {
  /** Where there are several groups: what this one holds. */
  title?: string;
  entries: readonly Entry[];
  /** How many more there are that the search finds. */
  more?: number;
}

/** Data of the project that are listed before anything is searched for, and the most that a search lists. */
const FEW = 5;
const MANY = 50;

/** What can come where the menu was opened and is found by the query, the best first. */
export function entriesFor(project: Project, kinds: readonly CatalogKind[], { at, query }: Asked): EntryGroup[] {
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  const { before, wire, from } = at;
  if (before !== undefined) {
    const fitting = fittingBefore(project, byId, before);
    return fitting ? groupsBefore(project, fitting, query) : [];
  }
  const fitting = wire
    ? kinds.filter(({ id }) => splice(project, byId, { wire, what: { kind: id } }) !== null)
    : kindsAfter(project, kinds, from);
  const hasFiles = from.length === 0 && !wire;
  return filled([{ entries: [...kindEntries(fitting, query), ...(hasFiles ? filesEntry(query) : [])] }]);
}

interface Asked {
  at: QuickAdd;
  query: string;
}

function groupsBefore(
  project: Project,
  { data, kinds, files }: NonNullable<ReturnType<typeof fittingBefore>>,
  query: string,
): EntryGroup[] {
  const wanted = query.trim().toLowerCase();
  const found = data.map((id) => dataEntry(project, id)).filter(({ label }) => label.toLowerCase().includes(wanted));
  const shown = found.slice(0, wanted ? MANY : FEW);
  const made = [...(files ? filesEntry(query) : []), ...kindEntries(kinds, query)];
  const groups = filled([
    { title: 'In this project', entries: shown, more: found.length - shown.length },
    { title: 'New', entries: made },
  ]);
  return data.length > 0 ? groups : groups.map(({ entries }) => ({ entries }));
}

const filled = (groups: EntryGroup[]): EntryGroup[] => groups.filter(({ entries }) => entries.length > 0);

const kindEntries = (kinds: readonly CatalogKind[], query: string): Entry[] =>
  matching(kinds, query).map((kind) => ({
    id: kind.id,
    label: kind.label,
    icon: iconOf(kind.icon),
    choice: { kind },
  }));

const filesEntry = (query: string): Entry[] =>
  'dataset from files'.includes(query.trim().toLowerCase())
    ? [{ id: 'files', label: 'Dataset from files…', icon: IconUpload, tone: 'dataset', choice: { files: true } }]
    : [];

function dataEntry(project: Project, id: string): Entry {
  const dataset = project.datasets[id];
  return {
    id: `data:${id}`,
    label: dataset?.name ?? project.models[id]?.name ?? id,
    icon: dataset ? (dataset.source.kind === 'files' ? IconFileImport : IconTable) : IconChartDots3,
    tone: dataset ? 'dataset' : 'model',
    choice: { data: id },
  };
}
