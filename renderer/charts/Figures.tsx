import { type ChartData, formatFigure } from './chart-data.ts';
import styles from './charts.module.css';

/** Figures, large. */
export function Figures({ data }: { data: ChartData }) {
  return (
    <div className={styles.kpis}>
      {data.figures.map(({ name, values, format }) => (
        <div key={name} className={styles.kpi}>
          <div className={styles.kpiValue}>{formatFigure(values[0] ?? null, format)}</div>
          <div className={styles.kpiLabel}>{name}</div>
        </div>
      ))}
    </div>
  );
}
