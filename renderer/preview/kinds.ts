import type { Catalog, CatalogKind, FormField, FormSection, Role } from '../../nodes/contract/catalog.ts';

const dataset = (id: string, label: string, max = 1): Role => ({ id, label, accepts: 'dataset', min: 1, max });
const model: Role = { id: 'model', label: 'Model', accepts: 'model', min: 1, max: 1 };

function kind(id: string, label: string, category: string, icon: string, form: FormField[] = []): CatalogKind {
  const sections: FormSection[] = form.length > 0 ? [{ fields: form }] : [];
  return {
    id,
    label,
    category,
    icon,
    keywords: [],
    help: `${label}: a kind of the development stage.`,
    version: 1,
    form: sections,
    defaults: {},
    settings: {},
  };
}
const recipe = (base: CatalogKind, inputs: Role[], outputs: Role[], more: Partial<CatalogKind> = {}): CatalogKind => ({
  ...base,
  inputs,
  outputs,
  ...more,
});
const input = [dataset('input', 'Input')];
const output = [dataset('output', 'Output')];
const column: FormField = { key: 'column', label: 'Column', widget: 'column' };
const columns: FormField = { key: 'columns', label: 'Columns', widget: 'columns' };
const formula: FormField = { key: 'formula', label: 'Formula', widget: 'formula', help: 'Computed for every row.' };
const name: FormField = { key: 'name', label: 'Result column', widget: 'text' };
const aggregates: FormField = {
  key: 'aggregates',
  label: 'Aggregates',
  widget: 'list',
  items: [
    column,
    {
      key: 'fn',
      label: 'Function',
      widget: 'choice',
      choices: ['count', 'sum', 'avg', 'min', 'max'].map((value) => ({ value, label: value })),
    },
    { key: 'name', label: 'Name', widget: 'text' },
  ],
};

const steps = [
  kind('formula', 'Formula', 'Compute', 'math-function', [name, formula]),
  kind('rename', 'Rename columns', 'Columns', 'pencil', [{ key: 'columns', label: 'New names', widget: 'map' }]),
  kind('delete', 'Delete columns', 'Columns', 'trash', [columns]),
  kind('fill-empty', 'Fill empty cells', 'Clean', 'droplet', [
    columns,
    { key: 'value', label: 'Value', widget: 'text' },
  ]),
  kind('round', 'Round numbers', 'Compute', 'decimal', [column, { key: 'digits', label: 'Digits', widget: 'number' }]),
  kind('date-parts', 'Parts of a date', 'Dates', 'calendar', [column]),
  kind('geo-distance', 'Distance between places', 'Geo', 'map-pin', [name]),
];

export const catalog: Catalog = {
  recipes: [
    recipe(kind('prepare', 'Prepare', 'Shape', 'wand'), input, output, {
      editor: 'prepare',
      defaults: { steps: [] },
    }),
    recipe(kind('join', 'Join', 'Combine', 'arrows-join'), [dataset('input', 'Inputs', 8)], output, { editor: 'join' }),
    recipe(kind('stack', 'Stack', 'Combine', 'stack-2'), [dataset('input', 'Inputs', 8)], output),
    recipe(kind('group', 'Group', 'Shape', 'sum', [{ ...columns, label: 'Group by' }, aggregates]), input, output),
    recipe(kind('window', 'Window', 'Shape', 'timeline', [columns, aggregates]), input, output),
    recipe(kind('filter-sample', 'Filter & sample', 'Shape', 'filter', [formula]), input, output),
    recipe(kind('split', 'Split', 'Shape', 'arrows-split'), input, [
      dataset('first', 'First part'),
      dataset('second', 'Second part'),
    ]),
    recipe(kind('train', 'Train', 'Machine learning', 'brain', [{ ...column, label: 'Target' }]), input, [model]),
    recipe(kind('score', 'Score', 'Machine learning', 'target-arrow'), [...input, model], output),
    recipe(kind('evaluate', 'Evaluate', 'Machine learning', 'gauge'), [...input, model], output),
  ],
  steps,
  functions: ['upper', 'lower', 'round', 'year', 'hour', 'coalesce', 'geo_distance'].map((id) => ({
    ...kind(id, id, 'Functions', 'function'),
    signature: `${id}(value)`,
    examples: [],
  })),
  formats: [],
  connections: [],
  algorithms: [],
  rules: [],
  charts: [],
  scenarioSteps: [],
  triggers: [],
};
