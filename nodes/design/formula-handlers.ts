import type { HandlersOf } from '../server/bind-routes.ts';
import { checkWrittenFormula } from '../services/check-formula.ts';
import type { Projects } from '../services/projects/design-projects.ts';

/** Checking a formula as it is typed. */
export function formulaHandlers(projects: Projects): HandlersOf<'formula.check'> {
  return {
    'formula.check': async (_context, { body: { formula, schema, project } }) => {
      const variables = project === undefined ? {} : (await projects.get(project)).workspace.variables();
      return checkWrittenFormula(formula, schema, variables);
    },
  };
}
