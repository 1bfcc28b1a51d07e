import { ActionIcon, Button, NumberInput, Popover, Radio, Select, Tooltip } from '@mantine/core';
import { IconChevronDown, IconDice5 } from '@tabler/icons-react';
import { useState } from 'react';
import { mostSampleRows, type Sample, type SampleKind, usualSampleRows } from '../../../nodes/contract/sample.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import styles from './sample.module.css';
import { shortWords } from './sample-words.ts';

interface SampleChooserProps {
  sample: Sample;
  schema: Schema;
  onSample: (sample: Sample) => void;
  /** How the rows on show were chosen, as the node says. */
  words?: string | null;
  /** As wide as its place. */
  fullWidth?: boolean;
}

const kinds: readonly { kind: SampleKind; label: string; help: string }[] = [
  { kind: 'all', label: 'All rows', help: 'Nothing is left out.' },
  { kind: 'head', label: 'First rows', help: 'The quickest; only fair when the order of rows means nothing.' },
  { kind: 'random', label: 'Random rows', help: 'Every row has the same chance; the same rows each time.' },
  {
    kind: 'stratified',
    label: 'Stratified by a column',
    help: 'Random rows that keep the share of every value; rare values are there at least once.',
  },
];

/** Which rows are looked at: all, the first, random ones, or random ones that keep the shares of a column’s values. */
export function SampleChooser({ sample, schema, onSample, words, fullWidth = false }: SampleChooserProps) {
  const [opened, setOpened] = useState(false);
  const label = shortWords(sample);
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={words ? `On show: ${words}` : 'Which rows are looked at'} disabled={opened}>
          <Button
            variant="default"
            size="xs"
            className={styles.target}
            data-sampled={sample.kind !== 'all' || undefined}
            data-wide={fullWidth || undefined}
            aria-label={`Sample: ${label}`}
            rightSection={<IconChevronDown size={14} stroke={1.7} />}
            onClick={() => setOpened(!opened)}
          >
            {label}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label="Sample">
        <SampleForm {...{ sample, schema, onSample }} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SampleForm({ sample, schema, onSample }: Pick<SampleChooserProps, 'sample' | 'schema' | 'onSample'>) {
  const [kind, setKind] = useState<SampleKind>(sample.kind);
  const [rows, setRows] = useState<number | string>(sample.kind === 'all' ? usualSampleRows : sample.rows);
  const [column, setColumn] = useState(sample.kind === 'stratified' ? sample.column : null);
  const seed = 'seed' in sample ? sample.seed : 1;
  const count = typeof rows === 'number' && rows >= 1 ? Math.min(mostSampleRows, Math.round(rows)) : usualSampleRows;
  const apply = (change: { kind?: SampleKind; column?: string | null; seed?: number }) => {
    const next = sampleFrom({ kind, rows: count, column, seed, ...change });
    if (next && JSON.stringify(next) !== JSON.stringify(sample)) onSample(next);
  };
  const isDrawn = kind === 'random' || kind === 'stratified';
  return (
    <div className={styles.form}>
      <Radio.Group
        aria-label="Kind of sample"
        value={kind}
        onChange={(value) => {
          setKind(value as SampleKind);
          apply({ kind: value as SampleKind });
        }}
      >
        <div className={styles.kinds}>
          {kinds.map((one) => (
            <Radio key={one.kind} size="xs" value={one.kind} label={one.label} description={one.help} />
          ))}
        </div>
      </Radio.Group>
      {kind === 'stratified' ? (
        <Select
          label="Column"
          placeholder="Whose shares are kept"
          data={schema.map(({ name }) => name)}
          value={column}
          searchable
          selectFirstOptionOnChange
          allowDeselect={false}
          // Within: a click on it is no click outside, which would close the whole.
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => {
            setColumn(value);
            apply({ column: value });
          }}
        />
      ) : null}
      {kind === 'all' ? null : (
        <div className={styles.size}>
          <NumberInput
            label="Rows"
            value={rows}
            min={1}
            max={mostSampleRows}
            step={1000}
            thousandSeparator=","
            allowDecimal={false}
            onChange={setRows}
            onBlur={() => apply({})}
            onKeyDown={(event) => {
              if (event.key === 'Enter') apply({});
            }}
          />
          {isDrawn ? (
            <Tooltip label="Draw other rows">
              <ActionIcon
                variant="default"
                aria-label="Draw other rows"
                size={30}
                onClick={() => apply({ seed: seed + 1 })}
              >
                <IconDice5 size={16} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </div>
      )}
    </div>
  );
}

interface Draft {
  kind: SampleKind;
  rows: number;
  column: string | null;
  seed: number;
}

/** Undefined while a stratified sample lacks its column. */
function sampleFrom({ kind, rows, column, seed }: Draft): Sample | undefined {
  if (kind === 'all') return { kind };
  if (kind === 'head') return { kind, rows };
  if (kind === 'random') return { kind, rows, seed };
  return column ? { kind, column, rows, seed } : undefined;
}
