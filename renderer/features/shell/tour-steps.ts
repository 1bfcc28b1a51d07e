export interface TourStep {
  /** Page of the project it is about. */
  page: string;
  /** Selector of what it points at. */
  at: string;
  side: 'bottom' | 'top' | 'left' | 'right';
  title: string;
  text: string;
}

export const tourSteps: readonly TourStep[] = [
  {
    page: 'flow',
    at: '[aria-label="Flow canvas"]',
    side: 'bottom',
    title: 'The flow',
    text: 'Data come in on the left as datasets, are shaped by recipes, and leave as results and models. Click any node: its settings and its rows open below.',
  },
  {
    page: 'flow',
    at: '[data-tour="palette"], [aria-label="Add recipes"], aside',
    side: 'right',
    title: 'Recipes',
    text: 'Drag one onto the canvas, or select a dataset and press Tab. The preview shows what a recipe does before anything runs.',
  },
  {
    page: 'flow',
    at: '[data-tour="run"]',
    side: 'bottom',
    title: 'Run',
    text: 'Computes what is out of date, nothing else. Each node says how it is, and why when you hover over its mark.',
  },
  {
    page: 'quality',
    at: '[data-tour="quality"]',
    side: 'right',
    title: 'Rules watch the data',
    text: 'After each build every row is checked. A rule warns, or stops the build before wrong data go further.',
  },
  {
    page: 'models',
    at: '[data-tour="models"]',
    side: 'right',
    title: 'Models, version by version',
    text: 'Each training gives a version with its report. Compare them, choose a threshold, make one active.',
  },
  {
    page: 'deploy',
    at: '[data-tour="deploy"]',
    side: 'right',
    title: 'One click to production',
    text: 'A signed version goes to a node that runs it every day or answers single questions. You see each stage, and roll back in a second.',
  },
  {
    page: 'flow',
    at: '[data-tour="search"]',
    side: 'bottom',
    title: 'Everything is a few keys away',
    text: 'Ctrl+K finds commands, nodes and help. F1 is the help about the page you are on. Enjoy!',
  },
];
