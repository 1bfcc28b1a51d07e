import { SegmentedControl, TextInput } from '@mantine/core';
import type { EditorProps } from './editor.ts';
import { ColumnChips } from './parts/ColumnChips.tsx';
import { OrderList, type SortKey } from './parts/OrderList.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { SettingNumber } from './parts/SettingNumber.tsx';
import { Stages } from './parts/Stages.tsx';
import { useSettings } from './use-settings.ts';

/** Rows in an order. */
export function SortEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  return (
    <>
      <Section title="In order of" help="The first key counts most. Empty values come last.">
        <OrderList
          schema={columns}
          value={(settings.orderBy ?? []) as SortKey[]}
          problems={problems}
          path="orderBy"
          onChange={(keys) => set('orderBy', keys)}
        />
      </Section>
      <Stages
        settings={settings}
        problems={problems}
        schema={input}
        result={result}
        has={{ after: false }}
        onChange={replace}
      />
    </>
  );
}

/** The first rows of all, or of each group. */
export function TopNEditor(props: EditorProps) {
  const { problems, result, recipe } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const perKey = (settings.perKey ?? []) as string[];
  const count = Number(settings.count ?? 10);
  const outputs = recipe.outputs.output?.length ?? 0;
  return (
    <>
      <Section title="How many rows" help="Of all, or of each combination of the columns chosen here.">
        <div className={parts.sentence}>
          The first
          <SettingNumber
            aria-label="Rows"
            w={80}
            min={1}
            allowDecimal={false}
            value={count}
            standard={10}
            error={problemAt(problems, 'count') !== undefined}
            onChange={(value) => set('count', value)}
          />
          {count === 1 ? 'row' : 'rows'} {perKey.length > 0 ? 'of each' : 'of all'}
        </div>
        <ColumnChips schema={columns} value={perKey} add="Of each" onChange={(next) => set('perKey', next)} />
      </Section>
      <Section
        title="In order of"
        help="Without an order any rows may be the first."
        problem={problemAt(problems, 'perKey')}
      >
        <OrderList
          schema={columns}
          value={(settings.orderBy ?? []) as SortKey[]}
          descending
          problems={problems}
          path="orderBy"
          onChange={(keys) => set('orderBy', keys)}
        />
      </Section>
      <p className={parts.help} style={{ marginTop: 12 }}>
        {outputs > 1 ? 'The second output takes the remaining rows.' : 'A second output would take the remaining rows.'}
      </p>
      <Stages
        settings={settings}
        problems={problems}
        schema={input}
        result={result}
        has={{ after: false }}
        onChange={replace}
      />
    </>
  );
}

/** One row of each combination of values. */
export function DistinctEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const chosen = (settings.columns ?? []) as string[];
  const counts = typeof settings.countColumn === 'string' && settings.countColumn !== '';
  return (
    <>
      <Section
        title="Each combination once of"
        help={chosen.length === 0 ? 'Without columns: whole rows.' : 'Only these columns are in the result.'}
        problem={problemAt(problems, 'columns')}
      >
        <ColumnChips
          schema={columns}
          value={chosen}
          add="Column"
          onChange={(next) => set('columns', next.length > 0 ? next : undefined)}
        />
      </Section>
      <Section title="Count the rows of each" help="How many rows each one stands for, in a column of its own.">
        <div className={parts.sentence}>
          <SegmentedControl
            size="xs"
            aria-label="Count the rows of each"
            value={counts ? 'yes' : 'no'}
            data={[
              { value: 'no', label: 'No' },
              { value: 'yes', label: 'In a column' },
            ]}
            onChange={(value) => set('countColumn', value === 'yes' ? 'rows' : '')}
          />
          {counts ? (
            <TextInput
              aria-label="Count column"
              value={String(settings.countColumn)}
              onChange={(event) => set('countColumn', event.currentTarget.value)}
            />
          ) : null}
        </div>
      </Section>
      <Stages settings={settings} problems={problems} schema={input} result={result} onChange={replace} />
    </>
  );
}
