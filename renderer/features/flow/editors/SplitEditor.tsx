import { SegmentedControl, TagsInput } from '@mantine/core';
import { FormulaWidget } from '../../../forms/widgets/FormulaWidget.tsx';
import type { EditorProps } from './editor.ts';
import { ColumnChips } from './parts/ColumnChips.tsx';
import { ColumnSelect } from './parts/ColumnSelect.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { SettingNumber } from './parts/SettingNumber.tsx';
import { type SplitMethod, splitMethod, withCondition, withShare, withValues } from './split-settings.ts';
import { useSettings } from './use-settings.ts';

/** Which rows go to which output: a card for each, the last takes the rest. */
export function SplitEditor(props: EditorProps) {
  const { project, recipe, problems } = props;
  const { settings, set, input } = useSettings(props);
  const method = splitMethod(settings);
  const outputs = (recipe.outputs.output ?? []).map((id) => ({ id, name: project.datasets[id]?.name ?? id }));
  const change = (next: SplitMethod) => set('method', next);
  return (
    <>
      <Section
        title="Send each row by"
        help="Every row goes to exactly one output, the first that takes it."
        problem={problemAt(problems, 'method')}
      >
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="How rows are split"
          value={method.kind}
          data={[
            { value: 'share', label: 'Chance' },
            { value: 'formula', label: 'Conditions' },
            { value: 'values', label: 'Values' },
          ]}
          onChange={(kind) => change(splitMethod({ method: { kind } }))}
        />
        {method.kind === 'values' ? (
          <ColumnSelect
            schema={input}
            value={method.column}
            label="Column whose values decide"
            help="Each output below takes the rows with its values."
            visible
            onChange={(column) => change({ ...method, column: column ?? '' })}
          />
        ) : null}
      </Section>
      <Section
        title="Outputs"
        help={
          outputs.length < 2 ? 'Add a second output above: a split needs somewhere to send the other rows.' : undefined
        }
      >
        <div className={parts.rows} style={{ gap: 12 }}>
          {outputs.map(({ id, name }, at) => (
            <article key={id} className={parts.card} aria-label={`Rows for ${name}`}>
              <strong style={{ fontSize: 12 }}>{name}</strong>
              <OutputFields method={method} at={at} isLast={at === outputs.length - 1} name={name} onChange={change} />
            </article>
          ))}
        </div>
      </Section>
      {method.kind === 'share' ? (
        <Section
          title="Keep together"
          help="Rows with equal values here go to the same output, a customer's rows for instance. The same seed always splits alike."
          problem={problemAt(problems, 'method.keys')}
        >
          <ColumnChips
            schema={input}
            value={method.keys}
            add="Column"
            onChange={(keys) => change({ ...method, keys })}
          />
          <SettingNumber
            label="Seed"
            description="The same number draws the same rows again."
            w={120}
            allowDecimal={false}
            value={method.seed}
            standard={1}
            onChange={(seed) => change({ ...method, seed })}
          />
        </Section>
      ) : null}
    </>
  );
}

interface OutputFieldsProps {
  method: SplitMethod;
  at: number;
  isLast: boolean;
  name: string;
  onChange: (method: SplitMethod) => void;
}

function OutputFields({ method, at, isLast, name, onChange }: OutputFieldsProps) {
  if (isLast && at > 0) return <p className={parts.help}>All rows that go nowhere else.</p>;
  if (method.kind === 'share')
    return (
      <SettingNumber
        label="Share of the rows"
        description="Drawn by chance."
        suffix=" %"
        w={120}
        min={0}
        max={100}
        value={Math.round((method.shares[at] ?? 0) * 1e4) / 100}
        standard={0}
        onChange={(value) => onChange(withShare(method, at, value / 100))}
      />
    );
  if (method.kind === 'formula')
    return (
      <FormulaWidget
        field={{ key: 'condition', label: `Rows where`, widget: 'formula' }}
        value={method.conditions[at] ?? ''}
        onChange={(value) => onChange(withCondition(method, at, typeof value === 'string' ? value : ''))}
      />
    );
  return (
    <TagsInput
      size="xs"
      label="Rows with one of these values"
      description="Compared with the column above, letter by letter."
      aria-label={`Values for ${name}`}
      placeholder="Type and press Enter"
      value={method.values[at] ?? []}
      onChange={(values) => onChange(withValues(method, at, values))}
    />
  );
}
