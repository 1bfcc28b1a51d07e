import type { ChartData } from './chart-data.ts';
import styles from './charts.module.css';
import { formatFigure } from './figure-format.ts';

/** Figures, large. A single one whose name the title says already stands alone. */
export function Figures({ data, title }: { data: ChartData; title: string }) {
  const isNamed = data.figures.length === 1 && title !== '';
  return (
    <div className={styles.kpis}>
      {data.figures.map(({ name, values, format }) => (
        <div key={name} className={styles.kpi}>
          <div className={styles.kpiValue} data-figure>
            {formatFigure(values[0] ?? null, format)}
          </div>
          {isNamed ? null : <div className={styles.kpiLabel}>{name}</div>}
        </div>
      ))}
    </div>
  );
}
