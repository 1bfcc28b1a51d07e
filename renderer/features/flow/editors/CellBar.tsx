import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Column } from '../../../../nodes/contract/schema.ts';
import { cellText, typeNames } from '../../../ui/cell-text.ts';
import styles from './editors.module.css';
import { cellSuggestions, type Suggestion } from './suggestions.ts';

interface CellBarProps {
  cell: { column: Column; value: unknown } | null;
  onPick: (suggestion: Suggestion) => void;
}

/** The chosen cell in full; a part of its text can be selected. Beside it the steps that follow from it. */
export function CellBar({ cell, onPick }: CellBarProps) {
  const [part, setPart] = useState<{ from: number; to: number } | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell has another selection
  useEffect(() => setPart(undefined), [cell?.column.name, cell?.value]);
  if (!cell) {
    return (
      <div className={styles.cellBar} data-empty>
        Choose a cell, or open the menu of a column, to get steps that fit.
      </div>
    );
  }
  const { column, value } = cell;
  const text = cellText(value, column.type);
  const raw = typeof value === 'string' ? value : (text ?? '');
  return (
    <section className={styles.cellBar} aria-label="Steps for the chosen cell">
      <span className={styles.cellName}>
        {column.name} <em>{typeNames[column.type]}</em>
      </span>
      <input
        className={styles.cellText}
        aria-label={`Value of ${column.name}; select a part of it`}
        readOnly
        value={text === null ? '' : raw}
        placeholder="empty"
        onSelect={(event) => {
          const { selectionStart, selectionEnd } = event.currentTarget;
          setPart(
            selectionStart !== null && selectionEnd !== null && selectionEnd > selectionStart
              ? { from: selectionStart, to: selectionEnd }
              : undefined,
          );
        }}
      />
      <div className={styles.cellSteps}>
        {cellSuggestions({ column, value, part }).map((suggestion) => (
          <UnstyledButton key={suggestion.label} className={styles.cellStep} onClick={() => onPick(suggestion)}>
            {suggestion.label}
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
