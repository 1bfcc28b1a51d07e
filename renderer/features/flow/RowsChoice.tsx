import { SegmentedControl, Select } from '@mantine/core';
import styles from './editors/editors.module.css';

interface RowsChoiceProps {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
  data: readonly { value: string; label: string }[];
}

/** Letters that stand side by side in the bar above the rows of a usual pane. */
const ROOM = 64;

/** Which rows are on show: side by side where there is room for all names, else a list to search. */
export function RowsChoice({ label, value, onChange, data }: RowsChoiceProps) {
  const letters = data.reduce((sum, one) => sum + one.label.length + 2, 0);
  if (letters <= ROOM) {
    return (
      <SegmentedControl
        size="xs"
        className={styles.tabs}
        aria-label={label}
        value={value}
        onChange={onChange}
        data={[...data]}
      />
    );
  }
  return (
    <Select
      size="xs"
      className={styles.rowsChoice}
      aria-label={label}
      searchable={data.length > 8}
      allowDeselect={false}
      value={value ?? null}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      data={[...data]}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
    />
  );
}
