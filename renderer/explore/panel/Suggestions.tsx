import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ColumnStats } from '../../../nodes/contract/flow.ts';
import type { RuledColumn } from '../../../nodes/contract/meanings.ts';
import { typeNames } from '../../ui/cell-text.ts';
import { formatMany, formatNumber } from '../../ui/format.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import type { Question } from '../AskValue.tsx';
import type { Filter } from '../filters/filters.ts';
import * as actions from '../step-actions.ts';
import styles from './panel.module.css';

export interface ActionProps {
  column: RuledColumn;
  stats: ColumnStats;
  onFilter: (filter: Filter) => void;
  onStep: ((step: actions.StepDraft) => void) | undefined;
  onAsk: (question: Question) => void;
}

/** Enough digits to tell bounds apart, without a tail. */
const round = (value: number) => Number(value.toPrecision(6));
const shownGroups = 4;

/** What may want mending in a column, with the prepare steps that do it. Nothing when all is well. */
export function Suggestions(props: ActionProps) {
  const { onStep } = props;
  const items = [
    typeItem(props),
    invalidItem(props),
    emptyItem(props),
    outlierItem(props),
    ...similarItems(props),
  ].filter((item) => item !== null);
  if (!onStep || items.length === 0) return null;
  return (
    <section aria-label="Suggestions">
      <SectionLabel>To mend</SectionLabel>
      <div className={styles.suggestions}>{items}</div>
    </section>
  );
}

interface Action {
  label: string;
  run: () => void;
}

const item = (key: string, words: ReactNode, list: readonly (Action | null | undefined)[]) => (
  <div key={key} className={styles.suggestion}>
    <span>{words}</span>
    <div>
      {list.map((one) =>
        one ? (
          <Button key={one.label} size="compact-xs" variant="default" onClick={one.run}>
            {one.label}
          </Button>
        ) : null,
      )}
    </div>
  </div>
);

/** A text column whose values are numbers or dates. */
function typeItem({ column, stats, onStep }: ActionProps) {
  const type = actions.typeOfMeaning(column);
  if (!type || !onStep) return null;
  const commas = stats.top.some(({ value }) => /^\s*[+-]?[\d.]*,\d+\s*$/.test(value));
  return item('type', `These texts are ${typeNames[type] === 'date' ? 'dates' : `of the kind ${typeNames[type]}`}.`, [
    { label: `Change to ${typeNames[type]}`, run: () => onStep(actions.changeTypeStep(column, type, commas)) },
  ]);
}

function invalidItem({ column, stats, onStep, onFilter }: ActionProps) {
  if (stats.invalid === 0 || !onStep) return null;
  const clear = actions.clearInvalidStep(column);
  const remove = actions.removeInvalidStep(column);
  const examples = stats.misfits.slice(0, 3).map(({ value }) => value);
  const words = (
    <>
      {formatMany(stats.invalid, 'cell')} {stats.invalid === 1 ? 'is' : 'are'} no valid {actions.meaningWords(column)}
      {examples.length > 0 ? (
        <>
          : <code>{examples.join(' · ')}</code>
        </>
      ) : null}
    </>
  );
  return item('invalid', words, [
    clear && { label: 'Clear them', run: () => onStep(clear) },
    remove && { label: 'Remove the rows', run: () => onStep(remove) },
    remove && { label: 'Show', run: () => onFilter({ kind: 'invalid', column: column.name, invalid: true }) },
  ]);
}

function emptyItem({ column, stats, onStep, onAsk, onFilter }: ActionProps) {
  if (stats.empty === 0 || !onStep) return null;
  const isPlain = !['array', 'object', 'geopoint'].includes(column.type);
  const q = (p: number) => stats.quantiles.find((one) => one.p === p)?.value;
  const middle = q(0.5);
  const isWhole = column.type === 'int' || column.type === 'bigint';
  const start = stats.mean === null || middle === undefined || column.type.startsWith('t') ? '' : middle;
  const fill = () =>
    onAsk({
      title: `Fill ${formatMany(stats.empty, 'empty cell')} of ${column.name}`,
      label: 'Value',
      ...(start !== '' && { help: `The median is ${formatNumber(middle)}.` }),
      start: start === '' || column.type === 'date' ? '' : String(isWhole ? Math.round(start) : round(start)),
      confirm: 'Add step',
      onAnswer: (value) => onStep(actions.fillStep(column, value)),
    });
  return item('empty', `${formatMany(stats.empty, 'cell')} ${stats.empty === 1 ? 'is' : 'are'} empty.`, [
    isPlain ? { label: 'Fill…', run: fill } : null,
    { label: 'Remove the rows', run: () => onStep(actions.removeEmptyStep(column)) },
    { label: 'Show', run: () => onFilter({ kind: 'empty', column: column.name, empty: true }) },
  ]);
}

function outlierItem({ column, stats, onStep, onFilter }: ActionProps) {
  const { outliers } = stats;
  const isUsual = column.meaning === 'id' || column.meaning === 'latitude' || column.meaning === 'longitude';
  if (!outliers || !onStep || isUsual || outliers.below + outliers.above === 0) return null;
  const [low, high] = [round(outliers.low), round(outliers.high)];
  const count = outliers.below + outliers.above;
  const words = `${formatMany(count, 'value')} ${count === 1 ? 'lies' : 'lie'} far from the others: outside of ${formatNumber(low)} – ${formatNumber(high)} (1.5 × the middle half).`;
  const show: Filter = { kind: 'range', column: column.name, from: String(low), to: String(high), exclude: true };
  return item('outliers', words, [
    { label: 'Clip', run: () => onStep(actions.clipStep(column, low, high)) },
    { label: 'Clear them', run: () => onStep(actions.clearOutliersStep(column, low, high)) },
    { label: 'Remove the rows', run: () => onStep(actions.removeOutliersStep(column, low, high)) },
    { label: 'Show', run: () => onFilter(show) },
  ]);
}

function similarItems({ column, stats, onStep }: ActionProps) {
  if (column.type !== 'string' || column.meaning === 'id' || !onStep) return [];
  return actions
    .similarValues(stats.top)
    .slice(0, shownGroups)
    .map(({ to, values }) =>
      item(
        `similar ${to}`,
        <>
          Written differently: <code>{values.join(' · ')}</code>
        </>,
        [{ label: `Merge into “${to.trim()}”`, run: () => onStep(actions.mergeStep(column, values, to.trim())) }],
      ),
    );
}
