import { useMemo } from 'react';
import { type RuledColumn, withRules } from '../../nodes/contract/meanings.ts';
import type { Edit, OwnMeaning, OwnMeanings, Project } from '../../nodes/contract/project/index.ts';
import type { Column } from '../../nodes/contract/schema.ts';
import { useCall } from '../client/hooks.ts';
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
