import type { BlockOf } from '../../../../nodes/contract/statistics.ts';
import { tableClass } from '../../../ui/table.ts';
import { valueWords } from '../figure-words.ts';
import styles from '../statistics.module.css';
import { Helped } from './FiguresBlock.tsx';

/** Blue above zero, orange below, as strong as the value is near to one. */
const shadeOf = (value: number | string | null): { background: string } | undefined =>
  typeof value === 'number'
    ? {
        background: `color-mix(in srgb, var(--mr-${value < 0 ? 'recipe' : 'accent'}) ${Math.round(Math.min(1, Math.abs(value)) * 42)}%, transparent)`,
      }
    : undefined;

/** Rows of figures; `shaded` columns carry the strength of a value as their ground. */
export function TableBlock({ block: { columns, rows, shaded }, label }: { block: BlockOf<'table'>; label: string }) {
  const isShaded = (at: number) => shaded !== undefined && at >= shaded[0] && at <= shaded[1];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard
    <section className={styles.table} tabIndex={0} aria-label={label}>
      <table className={tableClass}>
        <thead>
          <tr>
            {columns.map(({ label: name, format, help }) => (
              <th key={name} data-numeric={format !== 'text' || undefined}>
                <Helped help={help}>{name}</Helped>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slice(0, 2).join(' ')}>
              {row.map((value, at) => (
                <td
                  key={columns[at]?.label}
                  data-numeric={columns[at]?.format !== 'text' || undefined}
                  style={isShaded(at) ? shadeOf(value) : undefined}
                >
                  {valueWords(value, columns[at]?.format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
