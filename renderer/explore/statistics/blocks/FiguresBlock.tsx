import { Tooltip } from '@mantine/core';
import type { Figure } from '../../../../nodes/contract/statistics.ts';
import { besideWords, valueWords } from '../figure-words.ts';
import styles from '../statistics.module.css';

/** Figures in a list: name, value, and its interval or share. */
export function FiguresBlock({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => {
        const beside = besideWords(figure);
        const value = valueWords(figure.value, figure.format);
        return (
          <div key={figure.label}>
            <dt>
              <Helped help={figure.help}>{figure.label}</Helped>
            </dt>
            <dd title={typeof figure.value === 'number' ? String(figure.value) : undefined}>
              {value}
              {beside ? <span className={styles.beside}>{beside}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Words with their help on hover. */
export function Helped({ help, children }: { help: string | undefined; children: string }) {
  if (!help) return <>{children}</>;
  return (
    <Tooltip label={help} multiline maw={280}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: help must be reached by keyboard */}
      <span className={styles.helped} tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  );
}
