import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatCount, formatShare } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { EditorProps } from './editor.ts';
import { ColumnSelect } from './parts/ColumnSelect.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import styles from './train.module.css';
import { type ClassRows, classesOf, likelyPositive, likelyTask, type Task } from './train-settings.ts';
import { useSampleRows } from './use-sample-rows.ts';
import { useSettings } from './use-settings.ts';

const tasks = [
  { value: 'binary', label: 'Two classes' },
  { value: 'multiclass', label: 'Several classes' },
  { value: 'regression', label: 'A number' },
];

const shownClasses = 8;
const rareShare = 0.05;

/** What is predicted: the column, the task, and how its classes are spread. */
export function TrainTarget(props: EditorProps) {
  const { projectId, recipe, problems } = props;
  const { settings, set, replace, input } = useSettings(props);
  const target = typeof settings.target === 'string' && settings.target ? settings.target : undefined;
  const column = input.find(({ name }) => name === target);
  const task = settings.task as Task | undefined;
  const dataset = recipe.inputs.input?.[0];
  const question =
    column && dataset
      ? { kind: 'group', settings: { keys: [column.name], aggregates: [{ fn: 'count' }] }, inputs: [dataset] }
      : null;
  const answer = useSampleRows(projectId, question);
  const classes = classesOf(answer.data?.page);
  // A new target gets the task that its values suggest, once they are known.
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asked.current === null || asked.current !== target || classes.length === 0) return;
    asked.current = null;
    const next = likelyTask(column, classes);
    const positive = next === 'binary' ? likelyPositive(classes) : undefined;
    replace({ ...settings, task: next, positive });
  });
  return (
    <Section
      title="Predict"
      help="The column that is known for these rows and wanted for new ones."
      problem={problemAt(problems, 'task')}
    >
      <ColumnSelect
        schema={input}
        value={target}
        label="Column to predict"
        placeholder="Choose the target"
        error={problemAt(problems, 'target')}
        onChange={(name) => {
          asked.current = name ?? null;
          replace({ ...settings, target: name ?? '', positive: undefined, task: task ?? 'binary' });
        }}
      />
      {column ? (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Task"
          value={task ?? 'binary'}
          data={tasks}
          onChange={(value) => set('task', value)}
        />
      ) : null}
      {column && task !== 'regression' && classes.length > 0 ? (
        <Classes
          classes={classes}
          task={task ?? 'binary'}
          positive={settings.positive as string | undefined}
          onPositive={(value) => set('positive', value)}
          sample={answer.data?.page?.sample ?? ''}
        />
      ) : null}
    </Section>
  );
}

interface ClassesProps {
  classes: readonly ClassRows[];
  task: Task;
  positive: string | undefined;
  onPositive: (value: string) => void;
  sample: string;
}

/** The classes with their shares; of two, the one to find is chosen. */
function Classes({ classes, task, positive, onPositive, sample }: ClassesProps) {
  const rows = classes.reduce((sum, one) => sum + one.rows, 0);
  const filled = classes.filter(({ value }) => value !== null);
  const chosen = positive ?? [...filled].sort((a, b) => (a.value ?? '').localeCompare(b.value ?? '')).at(-1)?.value;
  const found = filled.find(({ value }) => value === chosen);
  const share = found && rows > 0 ? found.rows / rows : 1;
  return (
    <>
      <fieldset className={styles.classes} aria-label="Classes">
        {classes.slice(0, shownClasses).map(({ value, rows: count }) => {
          const line = (
            <>
              <span className={styles.className}>{value ?? 'empty'}</span>
              <span className={styles.classBar}>
                <i style={{ width: `${(count / Math.max(1, rows)) * 100}%` }} />
              </span>
              <span className={styles.classShare}>{formatShare(count / Math.max(1, rows))}</span>
            </>
          );
          return task === 'binary' && value !== null ? (
            <UnstyledButton
              key={value}
              className={styles.class}
              role="radio"
              aria-checked={value === chosen}
              title={`${formatCount(count)} rows`}
              onClick={() => onPositive(value)}
            >
              {line}
            </UnstyledButton>
          ) : (
            <div key={value ?? '\u0000'} className={styles.class}>
              {line}
            </div>
          );
        })}
      </fieldset>
      <p className={parts.help}>
        {task === 'binary' ? `“${chosen ?? ''}” is the class to find; choose the other one to change that. ` : ''}
        {classes.length > shownClasses ? `${classes.length - shownClasses} more classes. ` : ''}
        {sample === 'all rows' ? '' : `Shares of the ${sample}.`}
      </p>
      {task === 'binary' && filled.length !== 2 ? (
        <Notice tone="warning">The column has {filled.length} values where two classes are expected.</Notice>
      ) : null}
      {task === 'binary' && filled.length === 2 && share < rareShare ? (
        <Notice tone="info">
          The class to find is rare ({formatShare(share)}). Judge by precision and recall rather than accuracy; balanced
          weights below let it count more.
        </Notice>
      ) : null}
    </>
  );
}
