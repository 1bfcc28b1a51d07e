import type { Well, WellId } from '../../contract/project/index.ts';

/** A well from its words; the rest is how a grouping or a figure usually is. */
export const group = (
  id: WellId,
  label: string,
  help: string,
  rest: Partial<Pick<Well, 'accepts' | 'min' | 'max'>> = {},
): Well => ({ id, label, help, role: 'group', accepts: 'any', min: 0, max: 1, ...rest });

export const value = (
  id: WellId,
  label: string,
  help: string,
  rest: Partial<Pick<Well, 'accepts' | 'min' | 'max'>> = {},
): Well => ({ id, label, help, role: 'value', accepts: 'number', min: 1, max: 1, ...rest });

export const figures = (
  label: string,
  help: string,
  rest: Partial<Pick<Well, 'id' | 'min' | 'max' | 'writes'>> = {},
): Well => ({
  id: 'measures',
  label,
  help,
  role: 'measure',
  accepts: 'any',
  min: 0,
  max: 6,
  ...rest,
});

const COUNTED = 'What is measured. Without a field, rows are counted.';

/** Wells of charts with groups along an axis. */
export const axisWells = (axis: string, series = 'Colour'): Well[] => [
  group('dimension', axis, 'The groups along the axis. Dates and numbers are cut into bins.', { min: 1 }),
  figures('Figures', COUNTED),
  group('series', series, 'One series for each value of this field.'),
];

export const oneFigure = (label = 'Figure'): Well => figures(label, COUNTED, { max: 1 });
