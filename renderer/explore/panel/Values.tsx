import { Button, Checkbox, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import { formatCount, formatShare } from '../../ui/format.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import * as actions from '../step-actions.ts';
import styles from './panel.module.css';
import type { ActionProps } from './Suggestions.tsx';

const fewValues = 12;

const barOf = (share: number) => ({ '--share': `${share * 100}%` }) as CSSProperties;

/** The most frequent values: tick some, then show them, keep or remove their rows, or give them one name. */
export function TopValues({ column, stats, onFilter, onStep, onAsk }: ActionProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isLong, setIsLong] = useState(false);
  if (stats.top.length === 0) return null;
  const most = Math.max(1, ...stats.top.map(({ count }) => count));
  const shown = isLong ? stats.top : stats.top.slice(0, fewValues);
  const toggle = (value: string) =>
    setChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const filter = (values: readonly string[], exclude: boolean) =>
    onFilter({ kind: 'values', column: column.name, values, exclude });
  const merge = () =>
    onAsk({
      title: `Merge ${chosen.length} values of ${column.name}`,
      label: 'One name for all of them',
      start: stats.top.find(({ value }) => chosen.includes(value))?.value ?? '',
      confirm: 'Add step',
      onAnswer: (to) => onStep?.(actions.mergeStep(column, chosen, to)),
    });
  return (
    <section aria-label="Most frequent values">
      <SectionLabel>Most frequent</SectionLabel>
      {chosen.length > 0 ? (
        <div className={styles.chosen}>
          <span>{chosen.length} chosen</span>
          <Button size="compact-xs" variant="default" onClick={() => filter(chosen, false)}>
            Show
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => filter(chosen, true)}>
            Hide
          </Button>
          {onStep ? (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="compact-xs" rightSection={<IconChevronDown size={12} />}>
                  Add step
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onStep(actions.valuesStep(column, chosen, 'keep'))}>
                  Keep only their rows
                </Menu.Item>
                <Menu.Item onClick={() => onStep(actions.valuesStep(column, chosen, 'remove'))}>
                  Remove their rows
                </Menu.Item>
                {column.type === 'string' ? <Menu.Item onClick={merge}>Merge into one value…</Menu.Item> : null}
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </div>
      ) : null}
      <div className={styles.top}>
        {shown.map(({ value, count }) => (
          <div key={value} className={styles.topRow}>
            <Checkbox
              size="xs"
              aria-label={`Choose ${value || 'empty text'}`}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <button
              type="button"
              className={styles.topBar}
              title={`Show only rows with ${value || 'empty text'}`}
              style={barOf(count / most)}
              onClick={() => filter([value], false)}
            >
              <span>{value === '' ? <em>empty text</em> : value}</span>
            </button>
            <span className={styles.topCount} title={formatCount(count)}>
              {formatShare(count / Math.max(1, stats.rows))}
            </span>
          </div>
        ))}
      </div>
      {stats.top.length > fewValues ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setIsLong(!isLong)}>
          {isLong ? 'Fewer' : `${stats.top.length - fewValues} more`}
        </Button>
      ) : null}
    </section>
  );
}

/** The most frequent items of lists, or members of objects; an item shows the rows whose list has it. */
export function Elements({ stats, onFilter }: Pick<ActionProps, 'stats' | 'onFilter'>) {
  const { elements, column } = stats;
  const [isLong, setIsLong] = useState(false);
  if (elements.length === 0) return null;
  const shown = isLong ? elements : elements.slice(0, fewValues);
  const share = (count: number) => count / Math.max(1, stats.rows);
  const title = column.type === 'array' ? 'Items' : 'Members';
  return (
    <section aria-label={title}>
      <SectionLabel>{title}</SectionLabel>
      <div className={styles.top}>
        {shown.map(({ value, count }) => (
          <div key={value} className={styles.topRow} data-plain>
            {column.type === 'array' && value !== '' ? (
              <button
                type="button"
                className={styles.topBar}
                title={`Show only rows with ${value}`}
                style={barOf(share(count))}
                onClick={() => onFilter({ kind: 'has', column: column.name, item: value })}
              >
                <span>{value}</span>
              </button>
            ) : (
              <span className={styles.topBar} style={barOf(share(count))}>
                {value === '' ? <em>empty text</em> : value}
              </span>
            )}
            <span className={styles.topCount} title={formatCount(count)}>
              {formatShare(share(count))}
            </span>
          </div>
        ))}
      </div>
      {elements.length > fewValues ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setIsLong(!isLong)}>
          {isLong ? 'Fewer' : `${elements.length - fewValues} more`}
        </Button>
      ) : null}
    </section>
  );
}

/** Shapes of texts: letters as A and a, digits as 9. */
export function Patterns({ stats }: { stats: ColumnStats }) {
  const { patterns } = stats;
  if (patterns.length === 0 || patterns.length >= stats.distinct) return null;
  const most = Math.max(1, ...patterns.map(({ count }) => count));
  return (
    <section aria-label="Patterns">
      <SectionLabel>Patterns</SectionLabel>
      <div className={styles.top}>
        {patterns.slice(0, 8).map(({ pattern, count, example }) => (
          <div key={pattern} className={styles.topRow} data-plain title={`For example ${example}`}>
            <span className={styles.topBar} style={barOf(count / most)}>
              <code>{pattern}</code>
            </span>
            <span className={styles.topCount} title={formatCount(count)}>
              {formatShare(count / Math.max(1, stats.rows))}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
