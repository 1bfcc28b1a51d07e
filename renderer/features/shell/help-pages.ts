/** A page of the help: where it belongs, and words it is found by beside its title. */
export interface HelpPage {
  id: string;
  title: string;
  /** Pages of the workbench whose help it is. */
  of: readonly string[];
  keywords: readonly string[];
}

export const helpPages: readonly HelpPage[] = [
  { id: 'start', title: 'First steps', of: ['home'], keywords: ['begin', 'sample', 'introduction'] },
  {
    id: 'flow',
    title: 'The flow',
    of: ['flow'],
    keywords: ['canvas', 'node', 'wire', 'run', 'zone', 'note', 'bypass'],
  },
  {
    id: 'recipes',
    title: 'Recipes and formulas',
    of: [],
    keywords: ['prepare', 'join', 'group', 'window'],
  },
  {
    id: 'variables',
    title: 'Variables',
    of: ['variables'],
    keywords: ['parameter', 'placeholder', 'node', 'deployment', 'scenario', 'threshold', 'date'],
  },
  {
    id: 'data',
    title: 'Datasets and connections',
    of: ['datasets', 'connections'],
    keywords: ['file', 'csv', 'import', 'folder', 'format', 'explore'],
  },
  {
    id: 'quality',
    title: 'Data quality',
    of: ['quality', 'tests'],
    keywords: ['rule', 'check', 'warning', 'golden test'],
  },
  { id: 'models', title: 'Models', of: ['models'], keywords: ['train', 'score', 'threshold', 'version', 'evaluate'] },
  {
    id: 'dashboards',
    title: 'Charts and dashboards',
    of: ['dashboards'],
    keywords: ['tile', 'filter', 'map', 'export'],
  },
  { id: 'scenarios', title: 'Scenarios', of: ['scenarios'], keywords: ['schedule', 'trigger', 'step', 'automate'] },
  {
    id: 'deploy',
    title: 'Deploy',
    of: ['deploy'],
    keywords: ['bundle', 'production', 'node', 'pair', 'roll back', 'api', 'millrace file'],
  },
  {
    id: 'together',
    title: 'Working together, saving, coming back',
    of: [],
    keywords: ['undo', 'conflict', 'offline', 'autosave', 'windows', 'preferences', 'zoom'],
  },
];

/** The help of a page of the workbench; the first steps where there is none of its own. */
export const helpOf = (page: string): string => helpPages.find(({ of }) => of.includes(page))?.id ?? 'start';
