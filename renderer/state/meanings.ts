import { useEffect, useMemo, useRef } from 'react';
import { type RuledColumn, withRules } from '../../nodes/contract/meanings.ts';
import type { Dataset, Edit, OwnMeaning, OwnMeanings, Project, Recipe } from '../../nodes/contract/project/index.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import { useCall, useProject } from '../client/hooks.ts';
import { invalidate } from '../client/query-client.ts';
import { currentProject } from './current-project.ts';
import { useWorkbench } from './workbench.ts';

const none: OwnMeanings = {};

/** Meanings that the open project defines, by id. */
export function useOwnMeanings(): OwnMeanings {
  const project = currentProject() ?? '';
  const loaded = useCall('projects.get', { params: { project } }, { enabled: project !== '' });
  return loaded.data?.project.meanings ?? none;
}

/** Columns with the rules of the project's own meanings. */
export function useRuled<C extends Column>(schema: readonly C[]): (C & RuledColumn)[] {
  const own = useOwnMeanings();
  return useMemo(() => withRules(schema, own), [schema, own]);
}

/** What counts for the quality of a dataset: the meanings of its columns. */
function meantBy({ schema }: Dataset, own: OwnMeanings): string {
  const named = (schema ?? []).flatMap(({ name, meaning }) => (meaning ? [[name, meaning]] : []));
  const defined = named.flatMap(([, meaning]) => own[meaning?.replace('own:', '') ?? ''] ?? []);
  return JSON.stringify([named, defined]);
}

/** Figures of a dataset are asked for anew once its columns mean something else, wherever that was changed. */
export function useMeaningChanges(projectId: string): void {
  const { datasets, meanings } = useProject(projectId).data?.project ?? {};
  const before = useRef(new Map<string, string>());
  useEffect(() => {
    const now = Object.values(datasets ?? {}).map(
      (dataset) => [dataset.id, meantBy(dataset, meanings ?? none)] as const,
    );
    for (const [dataset, meant] of now) {
      const was = before.current.get(dataset);
      if (was !== undefined && was !== meant) invalidate(['datasets.stats'], { project: projectId, dataset });
    }
    before.current = new Map(now);
  }, [projectId, datasets, meanings]);
}

/** Opens the place where meanings are defined. */
export const openMeanings = (id: string | null = null): void => useWorkbench.getState().set({ meanings: { id } });

export const saveMeaning = (meaning: OwnMeaning): Edit => ({ family: 'meanings', id: meaning.id, value: meaning });

/** Datasets with columns of this meaning, and how many. */
export function usesOf(project: Project, id: string): { dataset: string; columns: number }[] {
  const wanted = `own:${id}`;
  return Object.values(project.datasets).flatMap(({ id: dataset, schema }) => {
    const columns = schema?.filter(({ meaning }) => meaning === wanted).length ?? 0;
    return columns > 0 ? [{ dataset, columns }] : [];
  });
}

/** Prepare steps and quality rules that follow a meaning. */
export function followersOf({ recipes, quality }: Project, id: string): { steps: number; rules: number } {
  const wanted = `own:${id}`;
  const stepsOf = ({ settings }: Recipe) => (Array.isArray(settings.steps) ? (settings.steps as Following[]) : []);
  const follows = ({ settings }: Following) => settings?.meaning === wanted;
  return {
    steps: Object.values(recipes).flatMap(stepsOf).filter(follows).length,
    rules: Object.values(quality)
      .flatMap(({ rules }) => rules)
      .filter(follows).length,
  };
}

interface Following {
  settings?: Record<string, unknown>;
}

/** Takes a meaning away, also from the columns that have it. */
export function deleteMeaning(project: Project, id: string): Edit[] {
  const wanted = `own:${id}`;
  const cleared = usesOf(project, id).map(({ dataset }): Edit => {
    const value = project.datasets[dataset]!;
    const schema = value.schema?.map(({ meaning, ...column }) =>
      meaning === undefined || meaning === wanted ? column : { ...column, meaning },
    );
    return { family: 'datasets', id: dataset, value: { ...value, schema } };
  });
  return [...cleared, { family: 'meanings', id, value: null }];
}
