import { Tooltip } from '@mantine/core';
import type { GoldenResult } from '../../nodes/contract/golden.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { formatDuration, formatMany, formatTime } from '../ui/format.ts';
import styles from './golden.module.css';

interface ResultSummaryProps {
  project: Project;
  result: GoldenResult;
}

/** What a test ran and compared, how strictly, when and for how long. */
export function ResultSummary({ project, result }: ResultSummaryProps) {
  const { inputs, outputs, recipes, tolerance, ranAt, ms } = result;
  const rows = outputs.reduce((sum, { rowsExpected }) => sum + rowsExpected, 0);
  const columns = outputs.reduce((sum, { schema }) => sum + schema.length, 0);
  const pinned = inputs.reduce((sum, input) => sum + input.rows, 0);
  const name = (id: string) => project.datasets[id]?.name ?? project.recipes[id]?.name ?? id;
  return (
    <dl className={styles.summary} aria-label="What was compared">
      {outputs.length > 0 ? (
        <Fact
          label="Compared"
          value={`${formatMany(rows, 'row')}, ${formatMany(columns, 'column')}`}
          note={outputs.length === 1 ? `in ${name(outputs[0]?.dataset ?? '')}` : `in ${outputs.length} datasets`}
          more={outputs.map(
            ({ dataset, rowsExpected, schema }) =>
              `${name(dataset)}: ${formatMany(rowsExpected, 'row')}, ${formatMany(schema.length, 'column')}`,
          )}
        />
      ) : null}
      <Fact
        label="Made of"
        value={formatMany(pinned, 'pinned row')}
        note={recipes.length > 0 ? `by ${formatMany(recipes.length, 'recipe')}` : 'no recipe ran'}
        more={[
          ...inputs.map((input) => `${name(input.dataset)}: ${formatMany(input.rows, 'row')}`),
          ...(recipes.length > 0 ? [`Recipes: ${recipes.map(name).join(', ')}`] : []),
        ]}
      />
      <Fact
        label="Tolerance"
        value={tolerance === 0 ? 'None' : `${tolerance}`}
        note={tolerance === 0 ? 'equal to the last digit' : 'of the value, for decimals'}
      />
      <Fact label="Ran" value={formatTime(ranAt)} note={`took ${formatDuration(ms)}`} />
    </dl>
  );
}

interface FactProps {
  label: string;
  value: string;
  note: string;
  /** Shown when pointed at. */
  more?: readonly string[];
}

function Fact({ label, value, note, more = [] }: FactProps) {
  const fact = (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd className={styles.summaryNote}>{note}</dd>
    </div>
  );
  if (more.length === 0) return fact;
  return (
    <Tooltip multiline label={more.map((line) => <div key={line}>{line}</div>)}>
      {fact}
    </Tooltip>
  );
}
