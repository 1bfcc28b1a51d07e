import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { Chart, ChartReply, Measure } from '../../nodes/contract/project/index.ts';
import { numericTypes } from '../../nodes/contract/schema.ts';
import type { ChartData, Figure } from './chart-data.ts';
import styles from './charts.module.css';
import { formatFigure } from './figure-format.ts';
import { groupLabel } from './group-label.ts';
import { categoriesOf, linesOf } from './lines-of.ts';
import { pageNotes } from './page-notes.ts';
import { Sparkline } from './Sparkline.tsx';

const MOST_POINTS = 120;

/** Figures, large, with what they leave out. */
export function Figures(props: FiguresProps) {
  const notes = pageNotes(props.data.page).join(' · ');
  if (!notes) return <LargeFigures {...props} />;
  return (
    <div className={styles.drawing}>
      <div className={styles.plot}>
        <LargeFigures {...props} />
      </div>
      <div className={styles.note} title={notes}>
        {notes}
      </div>
    </div>
  );
}

interface FiguresProps {
  chart: Chart;
  data: ChartData;
  title: string;
}

/** A single figure whose name the title says already stands alone; with a date each has its course. */
function LargeFigures({ chart, data, title }: FiguresProps) {
  const isNamed = data.figures.length === 1 && title !== '';
  const courses = data.groupColumn ? coursesOf(data) : undefined;
  const texts = data.figures.map((figure, index) =>
    courses ? formatFigure(courses.lines[index]?.at(-1), figure.format) : writtenText(data.page, index, figure),
  );
  const longest = Math.max(4, ...texts.map((text) => text.length));
  return (
    <div className={styles.kpis} data-single={data.figures.length === 1 || undefined}>
      {data.figures.map((figure, index) => {
        const text = texts[index] ?? '';
        return (
          <div key={figure.name} className={styles.kpi} style={{ '--chars': longest } as CSSProperties}>
            <div className={styles.kpiValue} data-figure title={text.length > 12 ? text : undefined}>
              {text}
            </div>
            {isNamed && !courses ? null : (
              <div className={styles.kpiLabel} title={figure.name}>
                {[isNamed ? '' : figure.name, courses?.newest].filter(Boolean).join(' · ')}
              </div>
            )}
            {courses ? (
              <Course
                values={courses.lines[index] ?? []}
                before={courses.before}
                {...{ figure }}
                measure={chart.measures[index]}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

/** The figure in its format; texts and dates as they are, and a whole number of more digits than a double has with all of them. */
function writtenText({ schema, columns }: ChartReply, index: number, { values, format }: Figure): string {
  const [cell, column] = [columns[index]?.[0], schema[index]];
  const isWritten = column && !numericTypes.includes(column.type);
  if (isWritten) return cell === null || cell === undefined ? '–' : groupLabel(String(cell), column);
  const isLong = typeof cell === 'string' && /^-?\d{16,}$/.test(cell);
  if (!isLong || (format.format && format.format !== 'integer')) return formatFigure(values[0], format);
  const text = BigInt(cell).toLocaleString('en-US');
  return format.unit ? `${text} ${format.unit}` : text;
}

/** The values of all periods, one list a figure, and the names of the last two. */
function coursesOf(data: ChartData) {
  const known = data.groups.flatMap((group, row) => (group === null ? [] : [row]));
  const groups = categoriesOf({ ...data, groups: known.map((row) => data.groups[row] ?? null) });
  const name = (at: number) =>
    groups.length >= -at ? groupLabel(groups.at(at) ?? null, data.groupColumn, data.groupCut) : '';
  const lines = linesOf(data, categoriesOf(data)).map(({ values }) => values.slice(0, groups.length));
  return { lines, newest: name(-1), before: name(-2) };
}

interface CourseProps {
  values: readonly (number | null)[];
  before: string;
  figure: Figure;
  measure: Measure | undefined;
}

/** How the newest value stands to the one before, and the line of all. */
function Course({ values, before, figure, measure }: CourseProps) {
  const [last, previous] = [values.at(-1) ?? null, values.at(-2) ?? null];
  return (
    <>
      {last !== null && previous !== null ? (
        <Change last={last} previous={previous} before={before} {...{ figure, measure }} />
      ) : null}
      {values.length > 2 ? (
        <Sparkline values={values.slice(-MOST_POINTS)} label={`The course of ${figure.name}`} />
      ) : null}
    </>
  );
}

interface ChangeProps extends Omit<CourseProps, 'values'> {
  last: number;
  previous: number;
}

function Change({ last, previous, before, figure, measure }: ChangeProps) {
  const change = last - previous;
  const isGood = measure?.better && (measure.better === 'more' ? change > 0 : change < 0);
  const tone = change === 0 || !measure?.better ? undefined : isGood ? 'good' : 'bad';
  const Arrow = change > 0 ? IconArrowUpRight : change < 0 ? IconArrowDownRight : IconArrowRight;
  const share = previous === 0 ? undefined : change / Math.abs(previous);
  const words = share === undefined ? formatFigure(change, figure.format) : formatFigure(share, { format: 'percent' });
  return (
    <div className={styles.kpiChange} data-tone={tone}>
      <Arrow size={14} stroke={2} aria-hidden />
      <span>{change > 0 ? `+${words}` : words}</span>
      <span className={styles.kpiBefore} title={`${before}: ${formatFigure(previous, figure.format)}`}>
        against {before}
      </span>
    </div>
  );
}
