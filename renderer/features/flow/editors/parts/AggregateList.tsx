import { Button, Select, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../../nodes/base/problem.ts';
import type { Schema } from '../../../../../nodes/contract/schema.ts';
import { type AggregateSetting, aggregatesFor, aggregateWords, defaultName, placeWords } from './aggregates.ts';
import { ColumnSelect } from './ColumnSelect.tsx';
import { OrderList } from './OrderList.tsx';
import { PickColumns } from './PickColumns.tsx';
import styles from './parts.module.css';
import { problemAt } from './problem-at.ts';
import { SettingNumber } from './SettingNumber.tsx';
import { Sortable } from './Sortable.tsx';

interface AggregateListProps {
  schema: Schema;
  value: readonly AggregateSetting[];
  problems: readonly Problem[];
  /** Path of the list in the settings. */
  path: string;
  /** Windows also know the place of a row. */
  inWindow?: boolean;
  onChange: (aggregates: AggregateSetting[]) => void;
}

/** What is computed: function, column and the name of the result, many added at once. */
export function AggregateList({ schema, value, problems, path, inWindow, onChange }: AggregateListProps) {
  const words = inWindow ? [...aggregateWords.filter(({ id }) => id !== 'concat'), ...placeWords] : aggregateWords;
  const [functions, setFunctions] = useState<readonly string[]>(['sum']);
  const toggle = (id: string) =>
    setFunctions(functions.includes(id) ? functions.filter((one) => one !== id) : [...functions, id]);
  const bare = words.filter((one) => one.bare && !value.some(({ fn, column }) => fn === one.id && !column));
  return (
    <>
      <Sortable items={value} noun="result" onChange={onChange}>
        {(aggregate, at, replace) => (
          <AggregateRow
            aggregate={aggregate}
            at={at}
            words={words}
            schema={schema}
            problems={problems}
            path={`${path}.${at}`}
            onChange={replace}
          />
        )}
      </Sortable>
      <div className={styles.chips}>
        <PickColumns
          schema={schema}
          label="Add results"
          ready={functions.length > 0}
          extra={
            <fieldset className={styles.fns} style={{ border: 0, margin: 0 }} aria-label="Functions">
              {words
                .filter(({ bare: isBare, id }) => !isBare || id === 'count')
                .map(({ id, label }) => (
                  <UnstyledButton
                    key={id}
                    className={styles.fn}
                    aria-pressed={functions.includes(id)}
                    onClick={() => toggle(id)}
                  >
                    {label}
                  </UnstyledButton>
                ))}
            </fieldset>
          }
          onPick={(columns) => onChange([...value, ...aggregatesFor({ columns, functions }, schema, value)])}
        />
        {bare.slice(0, inWindow ? 3 : 1).map(({ id, label }) => (
          <Button
            key={id}
            variant="subtle"
            color="gray"
            size="compact-xs"
            h={26}
            onClick={() => onChange([...value, { fn: id }])}
          >
            {id === 'count' ? 'Count of rows' : label}
          </Button>
        ))}
      </div>
    </>
  );
}

interface AggregateRowProps {
  aggregate: AggregateSetting;
  at: number;
  words: typeof aggregateWords;
  schema: Schema;
  problems: readonly Problem[];
  path: string;
  onChange: (aggregate: AggregateSetting) => void;
}

function AggregateRow({ aggregate, at, words, schema, problems, path, onChange }: AggregateRowProps) {
  const word = words.find(({ id }) => id === aggregate.fn);
  const fitting = word?.takes ? schema.filter(({ type }) => word.takes?.(type)) : schema;
  const problem = problemAt(problems, path);
  return (
    <>
      <div
        className={styles.cells}
        style={{ gridTemplateColumns: 'minmax(84px, 0.8fr) minmax(0, 1fr) minmax(0, 1fr)' }}
      >
        <Select
          aria-label={`Function ${at + 1}`}
          data={words.map(({ id, label }) => ({ value: id, label }))}
          value={aggregate.fn}
          allowDeselect={false}
          withCheckIcon={false}
          comboboxProps={{ width: 160, position: 'bottom-start', shadow: 'md' }}
          onChange={(fn) => onChange({ ...aggregate, fn: fn ?? 'count' })}
        />
        <ColumnSelect
          schema={fitting}
          value={aggregate.column}
          label={`Column ${at + 1}`}
          placeholder={word?.bare ? 'Rows' : 'Column'}
          clearable={word?.bare ?? false}
          error={problemAt(problems, `${path}.column`) ? problem : undefined}
          onChange={(column) => onChange(withoutEmpty({ ...aggregate, column }))}
        />
        <TextInput
          aria-label={`Result name ${at + 1}`}
          placeholder={defaultName(aggregate)}
          value={aggregate.name ?? ''}
          onChange={(event) => onChange(withoutEmpty({ ...aggregate, name: event.currentTarget.value }))}
        />
      </div>
      <Extras aggregate={aggregate} schema={schema} problems={problems} path={path} onChange={onChange} />
      {problem && !problemAt(problems, `${path}.column`) ? <p className={styles.problem}>{problem}</p> : null}
    </>
  );
}

const withoutEmpty = ({ column, name, ...rest }: { [K in keyof AggregateSetting]: AggregateSetting[K] | undefined }) =>
  ({ ...rest, ...(column && { column }), ...(name && { name }) }) as AggregateSetting;

const numberLabels: Record<string, { label: string; fallback: number }> = {
  quantile: { label: 'Share of the rows below', fallback: 0.5 },
  lag: { label: 'Rows back', fallback: 1 },
  lead: { label: 'Rows ahead', fallback: 1 },
  ntile: { label: 'Number of parts', fallback: 4 },
};

/** What some functions ask beside the column. */
function Extras({ aggregate, schema, problems, path, onChange }: Omit<AggregateRowProps, 'at' | 'words'>) {
  const { fn, column, parameter, distinct, orderBy } = aggregate;
  const number = numberLabels[fn];
  if (number) {
    return (
      <div className={styles.more}>
        {number.label}
        <SettingNumber
          aria-label={number.label}
          w={80}
          {...(fn === 'quantile' ? { min: 0, max: 1, step: 0.05 } : { min: 1, allowDecimal: false })}
          value={Number(parameter ?? number.fallback)}
          standard={number.fallback}
          onChange={(value) => onChange({ ...aggregate, parameter: value })}
        />
      </div>
    );
  }
  if (!['concat', 'first', 'last'].includes(fn) || !column) return null;
  return (
    <div className={styles.more} style={{ flexDirection: 'column', alignItems: 'stretch' }}>
      {fn === 'concat' ? (
        <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          Between the texts
          <TextInput
            aria-label="Separator"
            w={64}
            value={String(parameter ?? ', ')}
            onChange={(event) => onChange({ ...aggregate, parameter: event.currentTarget.value })}
          />
          <Switch
            label="Each once"
            description="Equal texts are joined once."
            checked={distinct ?? false}
            onChange={(event) => onChange({ ...aggregate, distinct: event.currentTarget.checked })}
          />
        </span>
      ) : null}
      {'orderBy' in aggregate || fn !== 'concat' ? (
        <OrderList
          schema={schema}
          value={orderBy ?? []}
          problems={problems}
          path={`${path}.orderBy`}
          onChange={(keys) => onChange({ ...aggregate, orderBy: keys })}
        />
      ) : null}
    </div>
  );
}
