import dashboards from '../../../resources/help/dashboards.md?raw';
import data from '../../../resources/help/data.md?raw';
import deploy from '../../../resources/help/deploy.md?raw';
import flow from '../../../resources/help/flow.md?raw';
import models from '../../../resources/help/models.md?raw';
import quality from '../../../resources/help/quality.md?raw';
import recipes from '../../../resources/help/recipes.md?raw';
import scenarios from '../../../resources/help/scenarios.md?raw';
import start from '../../../resources/help/start.md?raw';
import together from '../../../resources/help/together.md?raw';
import variables from '../../../resources/help/variables.md?raw';

/** Markdown of each page of the help; loaded when the help is first opened. */
export const helpTexts: Readonly<Record<string, string>> = {
  start,
  flow,
  recipes,
  variables,
  data,
  quality,
  models,
  dashboards,
  scenarios,
  deploy,
  together,
};
