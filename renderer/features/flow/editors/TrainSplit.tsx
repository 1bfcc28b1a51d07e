import { SegmentedControl, Slider, TextInput } from '@mantine/core';
import { formatShare } from '../../../ui/format.ts';
import type { EditorProps } from './editor.ts';
import { ColumnSelect } from './parts/ColumnSelect.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { SettingNumber } from './parts/SettingNumber.tsx';
import styles from './train.module.css';
import { cutOf, cutQuestion, type Split, timeColumns } from './train-settings.ts';
import { useSampleRows } from './use-sample-rows.ts';
import { useSettings } from './use-settings.ts';

/** Which rows test the model: by chance or the latest, drawn as a bar. */
export function TrainSplit(props: EditorProps) {
  const { projectId, recipe, problems } = props;
  const { settings, set, input } = useSettings(props);
  const split = (settings.split ?? { kind: 'random' }) as Split;
  const share = split.testShare ?? 0.2;
  const times = timeColumns(input);
  const column = split.kind === 'time' ? input.find(({ name }) => name === split.column) : undefined;
  const dataset = recipe.inputs.input?.[0];
  const question =
    column && dataset && split.from === undefined
      ? { kind: 'group', settings: cutQuestion(column, share), inputs: [dataset] }
      : null;
  const answer = useSampleRows(projectId, question, 'all');
  const cut = column && question ? cutOf(answer.data?.page, column) : null;
  const change = (next: Partial<Split>) => set('split', { ...split, ...next });
  return (
    <Section
      title="Test on"
      help="Rows that the model does not see while it learns. The latest rows show best how it will do tomorrow."
      problem={problemAt(problems, 'split')}
    >
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="How the test rows are chosen"
        value={split.kind}
        data={[
          { value: 'random', label: 'Rows by chance' },
          { value: 'time', label: 'The latest rows' },
        ]}
        onChange={(kind) =>
          set(
            'split',
            kind === 'time'
              ? { kind, testShare: share, column: split.column ?? times[0]?.name ?? '' }
              : { kind, testShare: share, seed: split.seed ?? 1 },
          )
        }
      />
      {split.kind === 'time' ? (
        <div className={parts.cells} style={{ gridTemplateColumns: '1fr 1fr', gap: 8 }}>
          <ColumnSelect
            schema={times}
            value={split.column}
            label="Time column"
            help="Says which rows are later."
            visible
            onChange={(name) => change({ column: name ?? '' })}
          />
          <TextInput
            label="From (instead of a share)"
            description="Rows from this time on test."
            placeholder="2026-01-31"
            value={split.from === undefined ? '' : String(split.from)}
            onChange={(event) => {
              const { from: _, ...rest } = split;
              const text = event.currentTarget.value.trim();
              set('split', text ? { ...rest, from: text } : rest);
            }}
          />
        </div>
      ) : null}
      {split.from === undefined ? (
        <>
          <div className={styles.split} aria-hidden>
            <span style={{ flexGrow: 1 - share }}>Training {formatShare(1 - share, 0)}</span>
            <span data-part="test" style={{ flexGrow: share }}>
              Test {formatShare(share, 0)}
            </span>
          </div>
          {cut ? (
            <div className={styles.times}>
              <span>{cut.first}</span>
              <span>
                test from <strong>{cut.cut}</strong>
              </span>
              <span>{cut.last}</span>
            </div>
          ) : null}
          <div className={parts.sentence}>
            <Slider
              thumbLabel="Share of test rows"
              thumbValueText={(value) => `${value} %`}
              style={{ flex: 1 }}
              size="sm"
              min={5}
              max={50}
              step={1}
              label={(value) => `${value}%`}
              value={Math.round(share * 100)}
              onChange={(value) => change({ testShare: value / 100 })}
            />
            {split.kind === 'random' ? (
              <SettingNumber
                aria-label="Seed"
                w={88}
                leftSection={<span style={{ fontSize: 11 }}>Seed</span>}
                leftSectionWidth={40}
                allowDecimal={false}
                value={split.seed ?? 1}
                standard={1}
                onChange={(seed) => change({ seed })}
              />
            ) : null}
          </div>
        </>
      ) : null}
    </Section>
  );
}
