import { closest } from '../../base/closest.ts';
import type { Problem } from '../../base/problem.ts';
import type { Role } from '../../contract/catalog.ts';
import { fail } from '../../contract/errors/index.ts';
import type { Recipe } from '../../contract/project/index.ts';
import { problemOf, type RecipeKind } from '../recipes/recipe-kind.ts';
import type { FlowStatus } from './status.ts';

/** What is wrong with the connections of a recipe. */
export function wiringProblems(recipe: Recipe, kind: RecipeKind, status: FlowStatus): Problem[] {
  const problems = [
    ...portProblems(recipe, kind.inputs, { ports: recipe.inputs, side: 'inputs', status }),
    ...portProblems(recipe, kind.outputs, { ports: recipe.outputs, side: 'outputs', status }),
  ];
  for (const ids of Object.values(recipe.outputs))
    for (const id of ids) {
      const writers = status.graph.contested.get(id);
      if (writers) {
        const recipes = writers.map((each) => status.project.recipes[each]?.name ?? each);
        problems.push(problemOf(fail('FLOW_OUTPUT_TWICE', { node: nameOf(id, status), recipes })));
      }
      if (status.project.datasets[id]?.source.kind === 'files')
        problems.push(problemOf(fail('FLOW_OUTPUT_NOT_MANAGED', { recipe: recipe.name, node: nameOf(id, status) })));
    }
  return problems;
}

interface Side {
  ports: Recipe['inputs'];
  side: 'inputs' | 'outputs';
  status: FlowStatus;
}

function portProblems(recipe: Recipe, roles: readonly Role[], { ports, side, status }: Side): Problem[] {
  const problems: Problem[] = [];
  for (const role of roles) {
    const ids = ports[role.id] ?? [];
    if (ids.length < role.min || ids.length > role.max)
      problems.push(
        problemOf(
          fail('FLOW_PORTS', {
            recipe: recipe.name,
            role: role.label,
            needed: neededWords(role, ids.length),
            found: ids.length || 'nothing',
            path: `${side}.${role.id}`,
          }),
        ),
      );
    const known = role.accepts === 'model' ? status.project.models : status.project.datasets;
    for (const id of ids)
      if (!known[id]) problems.push(unknownNode(recipe, { id, type: role.accepts, known: Object.keys(known) }));
  }
  for (const role of Object.keys(ports))
    if (!roles.some((each) => each.id === role) && (ports[role]?.length ?? 0) > 0)
      problems.push(
        problemOf(
          fail('FLOW_PORTS', {
            recipe: recipe.name,
            role,
            needed: 'nothing',
            found: ports[role]?.length,
            path: `${side}.${role}`,
          }),
        ),
      );
  return problems;
}

/** `1`, `at least 2`, `at most 30`: what is wrong with the number of wires, and nothing beyond. */
function neededWords({ min, max }: Role, found: number): string {
  if (min === max) return `${min}`;
  return found < min ? `at least ${min}` : `at most ${max}`;
}

function unknownNode(recipe: Recipe, node: { id: string; type: string; known: string[] }): Problem {
  const near = closest(node.id, node.known);
  return problemOf(
    fail('FLOW_NODE_UNKNOWN', {
      recipe: recipe.name,
      type: node.type,
      node: node.id,
      suggestion: near ? `; did you mean “${near}”?` : '',
    }),
  );
}

function nameOf(id: string, status: FlowStatus): string {
  return status.nodes.get(id)?.name ?? id;
}
