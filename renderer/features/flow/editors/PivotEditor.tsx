import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowsSort, IconDatabaseSearch, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { EditorProps } from './editor.ts';
import { AggregateList } from './parts/AggregateList.tsx';
import type { AggregateSetting } from './parts/aggregates.ts';
import { ColumnChips } from './parts/ColumnChips.tsx';
import { ColumnSelect } from './parts/ColumnSelect.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { Sortable } from './parts/Sortable.tsx';
import { Stages } from './parts/Stages.tsx';
import { type FoundValue, foundValues, inReadingOrder, missingValues, type PivotValue } from './pivot-values.ts';
import { useSampleRows } from './use-sample-rows.ts';
import { useSettings } from './use-settings.ts';

const tooMany = 200;

/** Rows, the column that is spread with its pinned values, and what stands in each cell. */
export function PivotEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const keys = (settings.keys ?? []) as string[];
  const column = typeof settings.column === 'string' && settings.column ? settings.column : undefined;
  const aggregates = (settings.aggregates ?? []) as AggregateSetting[];
  return (
    <>
      <Section
        title="One row for each"
        help="Rows with equal values here become one."
        problem={problemAt(problems, 'keys')}
      >
        <ColumnChips schema={columns} value={keys} add="Column" onChange={(next) => set('keys', next)} />
      </Section>
      <Section title="Columns from the values of" help="Each value pinned below becomes a column.">
        <ColumnSelect
          schema={columns}
          value={column}
          label="Columns from the values of"
          placeholder="Choose a column"
          error={problemAt(problems, 'column')}
          onChange={(next) => replace({ ...settings, column: next ?? '', values: [] })}
        />
      </Section>
      {column ? <Values {...props} column={column} /> : null}
      <Section title="In each cell" help="What is computed of the rows that fall into a cell.">
        <AggregateList
          schema={columns}
          value={aggregates}
          problems={problems}
          path="aggregates"
          onChange={(next) => set('aggregates', next)}
        />
      </Section>
      <Section title="Names and new values" help="How columns are called, and what a value without a column does.">
        <TextInput
          label="Prefix of the new columns"
          description="Put before each value: amount_ makes amount_food of food."
          placeholder="None"
          value={String(settings.prefix ?? '')}
          onChange={(event) => set('prefix', event.currentTarget.value)}
        />
        <Select
          label="When the data hold values without a column"
          description="The columns are fixed above; a new value in the data has none."
          data={[
            { value: 'warn', label: 'Warn after the run' },
            { value: 'fail', label: 'Stop the run' },
            { value: 'ignore', label: 'Leave them out quietly' },
          ]}
          value={String(settings.newValues ?? 'warn')}
          allowDeselect={false}
          onChange={(next) => set('newValues', next ?? 'warn')}
        />
      </Section>
      <Stages settings={settings} problems={problems} schema={input} result={result} onChange={replace} />
    </>
  );
}

/** The pinned values, and those that the data have beside them. */
function Values(props: EditorProps & { column: string }) {
  const { projectId, recipe, problems, column } = props;
  const { settings, set } = useSettings(props);
  const [sample, setSample] = useState<'head' | 'all'>('head');
  const pinned = (settings.values ?? []) as PivotValue[];
  const input = recipe.inputs.input?.[0];
  const { before } = settings;
  const question = input
    ? { kind: 'distinct', settings: { before, columns: [column], countColumn: '#rows' }, inputs: [input] }
    : null;
  const answer = useSampleRows(projectId, question, sample);
  const found = foundValues(answer.data?.page);
  const missing = missingValues(found, pinned);
  const rows = new Map(found.map((one) => [one.value, one.rows]));
  const add = (values: readonly FoundValue[]) =>
    set('values', [...pinned, ...inReadingOrder(values.map(({ value }) => ({ value })))]);
  return (
    <Section
      title={`Values${pinned.length > 0 ? ` (${pinned.length})` : ''}`}
      help="Fixed here, so that the result has the same columns whatever the data hold."
      problem={problemAt(
        problems.filter(({ severity }) => severity === 'error'),
        'values',
      )}
      actions={
        pinned.length > 1 ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconArrowsSort size={13} />}
            onClick={() => set('values', inReadingOrder(pinned))}
          >
            Sort
          </Button>
        ) : undefined
      }
    >
      <Sortable items={pinned} noun="value" onChange={(next) => set('values', next)}>
        {(one, at, change) => (
          <div className={parts.cells} style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) 56px' }}>
            <TextInput
              aria-label={`Value ${at + 1}`}
              placeholder="empty cells"
              value={one.value ?? ''}
              onChange={(event) => change({ ...one, value: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Column name of value ${at + 1}`}
              placeholder={one.value ?? 'empty'}
              value={one.name ?? ''}
              onChange={(event) =>
                change({ value: one.value, ...(event.currentTarget.value && { name: event.currentTarget.value }) })
              }
            />
            <span className={parts.help} style={{ textAlign: 'right' }} title="Rows with this value">
              {found.length > 0 ? formatCount(rows.get(one.value) ?? 0) : ''}
            </span>
          </div>
        )}
      </Sortable>
      {missing.length > 0 && pinned.length > 0 ? (
        <Notice
          tone="warning"
          title={`${missing.length} ${missing.length === 1 ? 'value has' : 'values have'} no column`}
        >
          {missing
            .slice(0, 5)
            .map(({ value, rows: count }) => `${value ?? 'empty'} (${formatCount(count)})`)
            .join(', ')}
          {missing.length > 5 ? ' …' : ''}
        </Notice>
      ) : null}
      <div className={parts.chips}>
        {missing.length > 0 ? (
          <Button
            variant="light"
            size="compact-sm"
            disabled={missing.length > tooMany}
            leftSection={<IconDatabaseSearch size={14} />}
            onClick={() => add(missing)}
          >
            {pinned.length > 0 ? 'Add them' : `Read ${missing.length} values from the data`}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlus size={13} />}
          onClick={() => set('values', [...pinned, { value: '' }])}
        >
          Value
        </Button>
        {sample === 'head' && answer.data?.page && answer.data.page.sample !== 'all rows' ? (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setSample('all')}>
            Look at all rows
          </Button>
        ) : null}
      </div>
      <p className={parts.help}>
        {missing.length > tooMany
          ? `The column has ${formatCount(missing.length)} values, too many to become columns. `
          : ''}
        {answer.isFetching
          ? 'Reading the values…'
          : answer.data?.page
            ? `Rows counted in the ${answer.data.page.sample}.`
            : ''}
      </p>
    </Section>
  );
}
