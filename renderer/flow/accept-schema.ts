import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Edit, Project } from '../../nodes/contract/project/index.ts';
import { graphOf, reach } from './graph.ts';

type States = ReadonlyMap<string, FlowNode>;

/** Datasets after this one whose columns change too. */
export const changedAfter = (project: Project, states: States, id: string): string[] =>
  [...reach(graphOf(project), [id], 'down')].filter((other) => states.get(other)?.schemaChange);

/** Edits that accept the columns which datasets have now; meanings and comments given before stay. */
export function acceptSchemas(project: Project, states: States, ids: readonly string[]): Edit[] {
  return ids.flatMap((id): Edit[] => {
    const dataset = project.datasets[id];
    const schema = states.get(id)?.schema;
    if (!dataset || !schema) return [];
    const before = new Map(dataset.schema?.map((column) => [column.name, column]));
    const next = schema.map((column) => {
      const { meaning, comment } = before.get(column.name) ?? {};
      return { ...column, ...(meaning && { meaning }), ...(comment && { comment }) };
    });
    return [{ family: 'datasets', id, value: { ...dataset, schema: next } }];
  });
}
