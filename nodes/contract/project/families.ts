/** Families of objects: the folder of each on disk; one file `<family>/<id>.json` an object. */
export const familyNames = [
  'datasets',
  'recipes',
  'models',
  'quality',
  'statistics',
  'scenarios',
  'dashboards',
  'services',
  'tests',
  'meanings',
] as const;
export type Family = (typeof familyNames)[number];
