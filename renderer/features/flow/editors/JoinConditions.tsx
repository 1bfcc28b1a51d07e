import { ActionIcon, Button, Select, UnstyledButton } from '@mantine/core';
import { IconPlus, IconWand, IconX } from '@tabler/icons-react';
import type { Problem } from '../../../../nodes/base/problem.ts';
import styles from './editors.module.css';
import { type Condition, comparable, comparisons, type JoinStep, likelyKeys, type Side } from './join-settings.ts';
import { ColumnSelect } from './parts/ColumnSelect.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';

interface ConditionsProps {
  step: JoinStep;
  before: readonly Side[];
  right: Side;
  problems: readonly Problem[];
  /** Path of the conditions in the settings. */
  path: string;
  onChange: (step: JoinStep) => void;
}

const mostSuggestions = 3;

/** The conditions under which rows match, with suggestions by name and type. */
export function JoinConditions({ step, before, right, problems, path, onChange }: ConditionsProps) {
  const on = step.on ?? [];
  const set = (next: Condition[]) => onChange({ ...step, on: next });
  const suggested = likelyKeys(before, right)
    .filter(
      (key) =>
        !on.some((one) => one.right === key.right || (one.left === key.left && (one.leftInput ?? 0) === key.leftInput)),
    )
    .filter(({ score }) => on.length === 0 || score >= 0.6)
    .slice(0, mostSuggestions);
  return (
    <div className={parts.rows}>
      {on.map((condition, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={at}
          at={at}
          condition={condition}
          before={before}
          right={right}
          problem={problemAt(problems, `${path}.${at}`)}
          onChange={(next) => set(on.with(at, next))}
          onRemove={() => set(on.filter((_, other) => other !== at))}
        />
      ))}
      {on.length === 0 ? <p className={parts.problem}>Choose the columns that must match.</p> : null}
      <div className={parts.chips}>
        {suggested.map(({ score: _, ...condition }) => (
          <UnstyledButton
            key={`${condition.leftInput}:${condition.left}=${condition.right}`}
            className={parts.add}
            onClick={() => set([...on.filter((one) => one.left || one.right), condition])}
          >
            <IconWand size={13} /> {condition.left} = {condition.right}
          </UnstyledButton>
        ))}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlus size={13} />}
          onClick={() => set([...on, { left: '', leftInput: 0, right: '', compare: 'eq' }])}
        >
          Condition
        </Button>
      </div>
    </div>
  );
}

interface ConditionRowProps {
  at: number;
  condition: Condition;
  before: readonly Side[];
  right: Side;
  problem: string | undefined;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ at, condition, before, right, problem, onChange, onRemove }: ConditionRowProps) {
  const groups = before.map(({ name, schema }, input) => ({
    group: name,
    items: schema.map((column) => ({ value: `${input}:${column.name}`, label: column.name })),
  }));
  const chosen = condition.left ? `${condition.leftInput ?? 0}:${condition.left}` : null;
  const left = before[condition.leftInput ?? 0]?.schema.find(({ name }) => name === condition.left);
  const fitting = left ? right.schema.filter((column) => comparable(left, column)) : right.schema;
  return (
    <>
      <div className={styles.condition}>
        <Select
          aria-label={`Left column of condition ${at + 1}`}
          placeholder="Column"
          data={before.length > 1 ? groups : (groups[0]?.items ?? [])}
          value={chosen}
          searchable
          withCheckIcon={false}
          comboboxProps={{ width: 'max-content', position: 'bottom-start', shadow: 'md' }}
          onChange={(value) => {
            const [input = '0', ...name] = (value ?? '0:').split(':');
            onChange({ ...condition, leftInput: Number(input), left: name.join(':') });
          }}
        />
        <Select
          aria-label={`Comparison of condition ${at + 1}`}
          data={[...comparisons]}
          value={condition.compare ?? 'eq'}
          allowDeselect={false}
          withCheckIcon={false}
          rightSection={null}
          classNames={{ input: styles.compare }}
          comboboxProps={{ width: 56, shadow: 'md' }}
          onChange={(compare) => onChange({ ...condition, compare: compare ?? 'eq' })}
        />
        <ColumnSelect
          schema={fitting.length > 0 ? fitting : right.schema}
          value={condition.right}
          label={`Right column of condition ${at + 1}`}
          onChange={(value) => onChange({ ...condition, right: value ?? '' })}
        />
        <ActionIcon size={24} aria-label={`Remove condition ${at + 1}`} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {problem && condition.left && condition.right ? <p className={parts.problem}>{problem}</p> : null}
    </>
  );
}
