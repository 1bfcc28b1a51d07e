import { ActionIcon, Button, NumberInput, Select, Switch } from '@mantine/core';
import { IconChartArrows, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Problem } from '../../../../nodes/base/problem.ts';
import type { Schema } from '../../../../nodes/contract/schema.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { EditorProps } from './editor.ts';
import { AggregateList } from './parts/AggregateList.tsx';
import { ColumnChips } from './parts/ColumnChips.tsx';
import { OrderList } from './parts/OrderList.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { Stages } from './parts/Stages.tsx';
import { useSettings } from './use-settings.ts';
import {
  type Frame,
  frameKind,
  frameKinds,
  frameNeeds,
  frameOfKind,
  newWindow,
  type WindowSetting,
  windowWords,
} from './windows.ts';

/** Windows, each with its rows in words and what is computed over them. */
export function WindowEditor(props: EditorProps) {
  const { problems, result } = props;
  const { settings, set, replace, input, columns } = useSettings(props);
  const windows = (settings.windows ?? []) as WindowSetting[];
  const add = () => set('windows', [...windows, newWindow(columns)]);
  if (windows.length === 0) {
    return (
      <EmptyState
        icon={IconChartArrows}
        title="Look at the neighbours of each row"
        actions={
          <Button leftSection={<IconPlus size={14} />} onClick={add}>
            Add a window
          </Button>
        }
      >
        Counts and sums over the last days, ranks, the value before: each becomes a new column.
      </EmptyState>
    );
  }
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      {windows.map((window, at) => (
        <WindowCard
          // biome-ignore lint/suspicious/noArrayIndexKey: windows have no identity but their place
          key={at}
          window={window}
          at={at}
          schema={columns}
          problems={problems}
          onChange={(next) => set('windows', windows.with(at, next))}
          onCopy={() => set('windows', windows.toSpliced(at + 1, 0, structuredClone({ ...window, columns: [] })))}
          onRemove={() => set('windows', windows.toSpliced(at, 1))}
        />
      ))}
      <Button variant="light" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={14} />} onClick={add}>
        Add a window
      </Button>
      <Stages settings={settings} problems={problems} schema={input} result={result} onChange={replace} />
    </div>
  );
}

interface WindowCardProps {
  window: WindowSetting;
  at: number;
  schema: Schema;
  problems: readonly Problem[];
  onChange: (window: WindowSetting) => void;
  onCopy: () => void;
  onRemove: () => void;
}

function WindowCard({ window, at, schema, problems, onChange, onCopy, onRemove }: WindowCardProps) {
  const path = `windows.${at}`;
  const needs = frameNeeds(window, schema);
  const outer = problems.find((problem) => problem.path === `${path}.orderBy`)?.message;
  return (
    <article
      className={parts.card}
      aria-label={`Window ${at + 1}`}
      data-problem={problemAt(problems, path) ? true : undefined}
    >
      <div style={{ display: 'flex', gap: 4, alignItems: 'flex-start' }}>
        <p className={parts.words} style={{ flex: 1 }}>
          Looks at <strong>{windowWords(window)}</strong>.
        </p>
        <ActionIcon aria-label={`Duplicate window ${at + 1}`} onClick={onCopy}>
          <IconCopy size={14} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove window ${at + 1}`} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <Section
        title="For each"
        help="Rows with equal values here look at each other only. Without: all rows do."
        problem={problemAt(problems, `${path}.partitionBy`)}
      >
        <ColumnChips
          schema={schema}
          value={window.partitionBy ?? []}
          add="Column"
          onChange={(partitionBy) => onChange({ ...window, partitionBy })}
        />
      </Section>
      <Section title="In order of" help="Says which rows come before a row." problem={outer}>
        <OrderList
          schema={schema}
          value={window.orderBy ?? []}
          problems={problems}
          path={`${path}.orderBy`}
          onChange={(orderBy) => onChange({ ...window, orderBy })}
        />
      </Section>
      <Section
        title="Rows it looks at"
        help="Seen from each row: how many before and after it, or how long."
        problem={outer ? undefined : needs}
      >
        <FrameFields window={window} onChange={(frame) => onChange({ ...window, frame })} />
      </Section>
      <Section title="New columns" help="What is computed of those rows, one value for each row.">
        <AggregateList
          schema={schema}
          value={window.columns ?? []}
          problems={problems}
          path={`${path}.columns`}
          inWindow
          onChange={(columns) => onChange({ ...window, columns })}
        />
      </Section>
    </article>
  );
}

const units = ['seconds', 'minutes', 'hours', 'days'];

/** The frame as a sentence to fill in. */
function FrameFields({ window, onChange }: { window: WindowSetting; onChange: (frame: Frame) => void }) {
  const kind = frameKind(window);
  const frame = window.frame ?? frameOfKind(kind);
  const isTime = frame.unit === 'range';
  const amount = (key: 'preceding' | 'following', label: string) => (
    <NumberInput
      aria-label={label}
      w={72}
      min={0}
      allowDecimal={isTime}
      value={frame[key] ?? ''}
      placeholder="all"
      onChange={(value) => onChange({ ...frame, [key]: value === '' ? null : Number(value) })}
    />
  );
  const unit = isTime ? (
    <Select
      aria-label="Unit of time"
      w={96}
      data={units}
      value={frame.in ?? 'seconds'}
      allowDeselect={false}
      withCheckIcon={false}
      onChange={(value) => onChange({ ...frame, in: (value ?? 'days') as NonNullable<Frame['in']> })}
    />
  ) : (
    'rows'
  );
  return (
    <>
      <div className={parts.sentence}>
        <Select
          aria-label="Rows the window looks at"
          w={158}
          data={[...frameKinds]}
          value={kind}
          allowDeselect={false}
          withCheckIcon={false}
          onChange={(value) => onChange(frameOfKind((value ?? 'whole') as (typeof frameKinds)[number]['value'], frame))}
        />
        {kind.startsWith('last') ? amount('preceding', 'How far back') : null}
        {kind.startsWith('next') ? amount('following', 'How far ahead') : null}
        {kind === 'between' ? (
          <>
            {amount('preceding', 'How far back')} before, {amount('following', 'How far ahead')} after,
          </>
        ) : null}
        {kind === 'whole' || kind === 'so-far' ? null : kind === 'between' ? (
          <Select
            aria-label="Counted in"
            w={96}
            data={['rows', ...units]}
            value={isTime ? (frame.in ?? 'seconds') : 'rows'}
            allowDeselect={false}
            withCheckIcon={false}
            onChange={(value) =>
              onChange(
                value === 'rows' || value === null
                  ? { ...frame, unit: 'rows' }
                  : { ...frame, unit: 'range', in: value as NonNullable<Frame['in']> },
              )
            }
          />
        ) : (
          unit
        )}
      </div>
      <Switch
        label="Without the row itself"
        description={isTime ? 'Rows of the very same time do not count either.' : undefined}
        checked={frame.excludeCurrent ?? false}
        onChange={(event) => onChange({ ...frame, excludeCurrent: event.currentTarget.checked })}
      />
    </>
  );
}
