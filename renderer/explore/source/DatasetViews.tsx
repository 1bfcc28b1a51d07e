import { SegmentedControl } from '@mantine/core';

export const datasetViews = ['rows', 'schema', 'settings'] as const;
export type DatasetView = (typeof datasetViews)[number];

const labels: Readonly<Record<DatasetView, string>> = { rows: 'Rows', schema: 'Columns', settings: 'Settings' };

/** Views of a dataset: its rows, its columns, and for files where they are and how they are read. */
export function ViewSwitch({
  view,
  onView,
  hasSettings,
}: {
  view: DatasetView;
  onView: (view: DatasetView) => void;
  hasSettings: boolean;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="What of the dataset is shown"
      style={{ flex: 'none' }}
      value={view}
      onChange={(next) => onView(next as DatasetView)}
      data={datasetViews
        .filter((one) => one !== 'settings' || hasSettings)
        .map((value) => ({ value, label: labels[value] }))}
    />
  );
}
