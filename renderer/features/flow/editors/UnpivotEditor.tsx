import { Switch, TextInput } from '@mantine/core';
import type { EditorProps } from './editor.ts';
import { ColumnChips } from './parts/ColumnChips.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { Stages } from './parts/Stages.tsx';
import { useSettings } from './use-settings.ts';

/** Which columns become rows, what is kept beside them, and the names of the two new columns. */
export function UnpivotEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const chosen = (settings.columns ?? []) as string[];
  const keep = settings.keep as string[] | undefined;
  const others = columns.filter(({ name }) => !chosen.includes(name));
  return (
    <>
      <Section
        title="Columns that become rows"
        help="Each gives a row with its name and its value."
        problem={problemAt(problems, 'columns')}
      >
        <ColumnChips schema={columns} value={chosen} add="Columns" onChange={(next) => set('columns', next)} />
      </Section>
      <Section
        title="New columns"
        help="Two columns take the place of those above."
        problem={problemAt(problems, 'name') ?? problemAt(problems, 'value')}
      >
        <div className={parts.cells} style={{ gridTemplateColumns: '1fr 1fr', gap: 8 }}>
          <TextInput
            label="For the names"
            description="Holds the name of the column."
            value={String(settings.name ?? 'name')}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <TextInput
            label="For the values"
            description="Holds what stood in it."
            value={String(settings.value ?? 'value')}
            onChange={(event) => set('value', event.currentTarget.value)}
          />
        </div>
        <Switch
          label="Leave empty cells out"
          description="Off: an empty cell gives a row too."
          checked={settings.dropEmpty !== false}
          onChange={(event) => set('dropEmpty', event.currentTarget.checked)}
        />
      </Section>
      <Section
        title="Repeated in every row"
        help={keep ? 'Only these of the other columns.' : 'All other columns. Choose some to keep fewer.'}
        problem={problemAt(problems, 'keep')}
      >
        <ColumnChips
          schema={others}
          value={keep ?? []}
          add={keep ? 'Column' : 'Only some'}
          onChange={(next) => set('keep', next.length > 0 ? next : undefined)}
        />
      </Section>
      <Stages settings={settings} problems={problems} schema={input} result={result} onChange={replace} />
    </>
  );
}
