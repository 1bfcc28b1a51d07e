import { ActionIcon, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconArrowsJoin, IconPlus, IconWand, IconX } from '@tabler/icons-react';
import type { Schema } from '../../../../nodes/contract/schema.ts';
import { settingAt, withSetting } from '../../../forms/settings-path.ts';
import { FormulaWidget } from '../../../forms/widgets/FormulaWidget.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { EditorProps } from './editor.ts';
import styles from './editors.module.css';
import { type Condition, comparisons, type JoinStep, joinKinds, joinSteps, likelyKeys } from './join-settings.ts';

interface Side {
  name: string;
  schema: Schema;
}

/** Inputs joined one by one: kind, conditions, and what is kept of each. */
export function JoinEditor({ project, recipe, onChange, schemas }: EditorProps) {
  const ids = Object.values(recipe.inputs).flat();
  const sides: Side[] = ids.map((id) => ({ name: project.datasets[id]?.name ?? id, schema: schemas.get(id) ?? [] }));
  const steps = joinSteps(recipe.settings, sides.length);
  const set = (path: string, value: unknown) =>
    onChange({ ...recipe, settings: withSetting(recipe.settings, path, value) });
  if (sides.length < 2) {
    return (
      <EmptyState icon={IconArrowsJoin} title="Connect the datasets to join">
        A join needs at least two inputs. Drag wires from datasets to this recipe, or choose them above.
      </EmptyState>
    );
  }
  return (
    <div className={styles.joins}>
      {steps.map((step, index) => (
        <JoinCard
          key={ids[index + 1]}
          step={step}
          sides={sides}
          index={index + 1}
          onChange={(next) =>
            set(
              'joins',
              steps.map((old, at) => (at === index ? next : old)),
            )
          }
        />
      ))}
      <FormulaWidget
        field={{ key: 'after.filter', label: 'Keep result rows where', widget: 'formula' }}
        value={settingAt(recipe.settings, 'after.filter')}
        onChange={(value) => set('after', value === undefined ? undefined : { filter: value })}
      />
    </div>
  );
}

interface JoinCardProps {
  step: JoinStep;
  sides: readonly Side[];
  index: number;
  onChange: (step: JoinStep) => void;
}

function JoinCard({ step, sides, index, onChange }: JoinCardProps) {
  const right = sides[index] ?? { name: '', schema: [] };
  const before = sides.slice(0, index);
  return (
    <div className={styles.join}>
      <div className={styles.joinHead}>
        <Select
          aria-label="Kind of join"
          data={joinKinds}
          value={step.kind ?? 'left'}
          allowDeselect={false}
          onChange={(kind) => onChange({ ...step, kind: kind ?? 'left' })}
        />
        <span>with</span>
        <strong>{right.name}</strong>
      </div>
      {step.kind === 'cross' ? null : <Conditions step={step} before={before} right={right} onChange={onChange} />}
      <MultiSelect
        size="xs"
        label={`Columns of ${right.name}`}
        placeholder={step.columns ? undefined : 'All but the keys'}
        data={right.schema.map(({ name }) => name)}
        value={step.columns ?? []}
        searchable
        clearable
        onChange={(columns) => onChange({ ...step, columns: columns.length > 0 ? columns : undefined })}
      />
      <TextInput
        label="Prefix of its columns"
        placeholder="None"
        value={step.prefix ?? ''}
        onChange={(event) => onChange({ ...step, prefix: event.currentTarget.value })}
      />
    </div>
  );
}

interface ConditionsProps {
  step: JoinStep;
  before: readonly Side[];
  right: Side;
  onChange: (step: JoinStep) => void;
}

/** The conditions under which rows match. */
function Conditions({ step, before, right, onChange }: ConditionsProps) {
  const on = step.on ?? [];
  const guess = () => {
    const found = before.flatMap(({ schema }, leftInput) =>
      likelyKeys(
        schema.map(({ name }) => name),
        right.schema.map(({ name }) => name),
      ).map((name): Condition => ({ left: name, leftInput, right: name, compare: 'eq' })),
    );
    if (found.length > 0) onChange({ ...step, on: found });
  };
  return (
    <>
      {on.map((condition, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={at}
          condition={condition}
          before={before}
          right={right}
          onChange={(next) => onChange({ ...step, on: on.map((old, other) => (other === at ? next : old)) })}
          onRemove={() => onChange({ ...step, on: on.filter((_, other) => other !== at) })}
        />
      ))}
      <div style={{ display: 'flex', gap: 4 }}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...step, on: [...on, { left: '', leftInput: 0, right: '', compare: 'eq' }] })}
        >
          Condition
        </Button>
        {on.length === 0 ? (
          <Button variant="subtle" leftSection={<IconWand size={14} />} onClick={guess}>
            Guess the keys
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface ConditionRowProps {
  condition: Condition;
  before: readonly Side[];
  right: Side;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ condition, before, right, onChange, onRemove }: ConditionRowProps) {
  const groups = before.map(({ name, schema }, input) => ({
    group: name,
    items: schema.map((column) => ({ value: `${input}:${column.name}`, label: column.name })),
  }));
  const chosen = condition.left ? `${condition.leftInput ?? 0}:${condition.left}` : null;
  return (
    <div className={styles.condition}>
      <Select
        aria-label="Left column"
        placeholder="Column"
        data={groups}
        value={chosen}
        searchable
        onChange={(value) => {
          const [input = '0', ...name] = (value ?? '0:').split(':');
          onChange({ ...condition, leftInput: Number(input), left: name.join(':') });
        }}
      />
      <Select
        aria-label="Comparison"
        data={comparisons}
        value={condition.compare ?? 'eq'}
        allowDeselect={false}
        withCheckIcon={false}
        onChange={(compare) => onChange({ ...condition, compare: compare ?? 'eq' })}
      />
      <Select
        aria-label="Right column"
        placeholder="Column"
        data={right.schema.map(({ name }) => name)}
        value={condition.right || null}
        searchable
        onChange={(value) => onChange({ ...condition, right: value ?? '' })}
      />
      <ActionIcon size={24} aria-label="Remove the condition" onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
