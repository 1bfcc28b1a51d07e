import { Button } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import styles from './filters.module.css';
import { type Filter, filterWords } from './filters.ts';

interface FilterChipsProps {
  filters: readonly Filter[];
  /** Opens the editor of a filter below its chip. */
  onOpen: (index: number, at: { x: number; y: number }) => void;
  onRemove: (index: number) => void;
  onClear: () => void;
  /** Turns the filters into steps; absent where nothing can be changed. */
  onSteps: (() => void) | undefined;
}

/** The filters that are on, each to change or take away. */
export function FilterChips({ filters, onOpen, onRemove, onClear, onSteps }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <section className={styles.chips} aria-label="Filters">
      <IconFilter size={14} color="var(--mr-dim)" aria-hidden />
      {filters.map((filter, index) => {
        const words = `${filter.column} ${filterWords(filter)}`;
        return (
          <span key={words} className={styles.chip}>
            <button
              type="button"
              className={styles.words}
              title={words}
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                onOpen(index, { x: box.left, y: box.bottom + 4 });
              }}
            >
              <span>
                <b>{filter.column}</b> {filterWords(filter)}
              </span>
            </button>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove the filter ${words}`}
              onClick={() => onRemove(index)}
            >
              <IconX size={12} />
            </button>
          </span>
        );
      })}
      <Button variant="subtle" size="compact-xs" color="gray" onClick={onClear}>
        Clear all
      </Button>
      {onSteps ? (
        <Button variant="subtle" size="compact-xs" onClick={onSteps}>
          Add as steps
        </Button>
      ) : null}
    </section>
  );
}
