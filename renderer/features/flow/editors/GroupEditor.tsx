import type { EditorProps } from './editor.ts';
import { AggregateList } from './parts/AggregateList.tsx';
import type { AggregateSetting } from './parts/aggregates.ts';
import { ColumnChips } from './parts/ColumnChips.tsx';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { Stages } from './parts/Stages.tsx';
import { useSettings } from './use-settings.ts';

/** Keys and what is computed of each group. */
export function GroupEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const keys = (settings.keys ?? []) as string[];
  const aggregates = (settings.aggregates ?? []) as AggregateSetting[];
  return (
    <>
      <Section
        title="One row for each"
        help={keys.length === 0 ? 'Without columns: one row over everything.' : undefined}
        problem={problemAt(problems, 'keys')}
      >
        <ColumnChips schema={columns} value={keys} add="Column" onChange={(next) => set('keys', next)} />
      </Section>
      <Section title="Compute" help="Several columns and functions can be added at once.">
        <AggregateList
          schema={columns}
          value={aggregates}
          problems={problems}
          path="aggregates"
          onChange={(next) => set('aggregates', next)}
        />
      </Section>
      <Stages settings={settings} problems={problems} schema={input} result={result} onChange={replace} />
    </>
  );
}
