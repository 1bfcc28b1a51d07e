import { z } from 'zod';
import { defineTrigger } from './trigger-kind.ts';

/** When the data of a dataset change: a new file arrives, or it is built anew. */
export const datasetChangeTrigger = defineTrigger({
  id: 'dataset-change',
  label: 'When data change',
  category: 'Data',
  icon: 'file-import',
  keywords: ['arrival', 'new file', 'update'],
  help: 'Fires when files of one of the datasets arrive or change, or it is built anew. Looked at about once a minute.',
  version: 1,
  settings: z.object({ datasets: z.array(z.string()).min(1) }),
  form: [{ fields: [{ key: 'datasets', label: 'Datasets', widget: 'dataset' }] }],
  watches: ({ datasets }) => datasets,
});
