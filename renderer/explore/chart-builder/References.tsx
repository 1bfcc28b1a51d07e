import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Chart, Reference } from '../../../nodes/contract/project/index.ts';
import { Hinted } from '../../ui/Hinted.tsx';
import styles from './chart-builder.module.css';

interface ReferencesProps {
  chart: Chart;
  onChange: (change: Partial<Chart>) => void;
}

const number = (value: string | number): number | undefined => (typeof value === 'number' ? value : undefined);

const referenceKinds = [
  { value: 'value', label: 'At a value' },
  { value: 'mean', label: 'Mean' },
  { value: 'median', label: 'Median' },
  { value: 'min', label: 'Smallest' },
  { value: 'max', label: 'Largest' },
];

/** Lines across the plot: at a value, or where the mean, the median or an end of the figures lies. */
export function References({ chart, onChange }: ReferencesProps) {
  const { references = [] } = chart;
  const save = (next: Reference[]) => onChange({ references: next.length > 0 ? next : undefined });
  const set = (at: number, change: Partial<Reference>) =>
    save(references.map((one, index) => (index === at ? { ...one, ...change } : one)));
  return (
    <>
      {references.map((reference, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={at} className={styles.reference}>
          <Hinted hint="Where the line lies: at a value that you give, or at the mean, the median or an end of the figures.">
            <Select
              label="Reference line"
              data={referenceKinds}
              value={reference.kind}
              allowDeselect={false}
              onChange={(kind) => set(at, { kind: (kind ?? 'value') as Reference['kind'] })}
            />
          </Hinted>
          <Hinted hint="Where a line at a value lies, in the unit of the axis.">
            <NumberInput
              label="Value"
              value={reference.kind === 'value' ? (reference.value ?? '') : ''}
              disabled={reference.kind !== 'value'}
              onChange={(value) => set(at, { value: number(value) })}
            />
          </Hinted>
          <ActionIcon
            aria-label="Remove the reference line"
            onClick={() => save(references.filter((_, index) => index !== at))}
          >
            <IconX size={14} />
          </ActionIcon>
          <TextInput
            key={reference.label}
            aria-label="Words of the reference line"
            placeholder="Its words"
            defaultValue={reference.label ?? ''}
            onBlur={(event) => {
              const label = event.currentTarget.value.trim() || undefined;
              if (label !== reference.label) set(at, { label });
            }}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlus size={13} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => save([...references, { kind: chart.kind === 'gauge' ? 'value' : 'mean' }])}
      >
        Reference line
      </Button>
    </>
  );
}
