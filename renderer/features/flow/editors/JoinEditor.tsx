import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { withSetting } from '../../../forms/settings-path.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { EditorProps } from './editor.ts';
import styles from './editors.module.css';
import { JoinConditions } from './JoinConditions.tsx';
import { JoinMatches } from './JoinMatches.tsx';
import { JoinVenn } from './JoinVenn.tsx';
import { clashes, type JoinStep, joinKinds, joinSteps, namesBefore, type Side, withKind } from './join-settings.ts';
import { ColumnsChoice } from './parts/ColumnsChoice.tsx';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import { Stages } from './parts/Stages.tsx';

/** Inputs joined one by one: kind, conditions, how they match, and what is kept of each. */
export function JoinEditor(props: EditorProps) {
  const { project, recipe, onChange, schemas, problems, result } = props;
  const { settings } = recipe;
  const sides: Side[] = Object.values(recipe.inputs)
    .flat()
    .map((id) => ({ id, name: project.datasets[id]?.name ?? id, schema: schemas.get(id) ?? [] }));
  const steps = joinSteps(settings, sides.length);
  const set = (path: string, value: unknown) => onChange({ ...recipe, settings: withSetting(settings, path, value) });
  const [first] = sides;
  if (!first || sides.length < 2) {
    return (
      <EmptyState icon={IconArrowsJoin} title="Connect the datasets to join">
        A join needs at least two inputs. Drag wires from datasets to this recipe, or choose them above.
      </EmptyState>
    );
  }
  return (
    <>
      <Section
        title={`Columns of ${first.name}`}
        help="What of the first dataset is in the result."
        problem={problemAt(problems, 'columns')}
      >
        <div>
          <ColumnsChoice
            schema={first.schema}
            value={settings.columns as string[] | undefined}
            standard={{ names: first.schema.map(({ name }) => name), words: 'All columns' }}
            label={`Columns of ${first.name}`}
            onChange={(names) => set('columns', names)}
          />
        </div>
      </Section>
      <div className={styles.joins}>
        {steps.map((step, index) => (
          <JoinCard
            key={sides[index + 1]?.id}
            {...props}
            step={step}
            sides={sides}
            steps={steps}
            index={index}
            onStepChange={(next) => set('joins', steps.with(index, next))}
          />
        ))}
      </div>
      <UnmatchedOf {...props} sides={sides} onPick={(index) => set('unmatchedOf', index)} />
      <Stages
        settings={settings}
        problems={problems}
        schema={first.schema}
        result={result}
        has={{ before: false }}
        onChange={(next) => onChange({ ...recipe, settings: next })}
      />
    </>
  );
}

interface JoinCardProps extends Omit<EditorProps, 'step'> {
  step: JoinStep;
  sides: readonly Side[];
  steps: readonly JoinStep[];
  index: number;
  onStepChange: (step: JoinStep) => void;
}

function JoinCard({ projectId, recipe, problems, step, sides, steps, index, onStepChange }: JoinCardProps) {
  const right = sides[index + 1] ?? { id: '', name: '', schema: [] };
  const before = sides.slice(0, index + 1);
  const kind = joinKinds.find(({ value }) => value === (step.kind ?? 'left')) ?? joinKinds[0];
  const twice = clashes(namesBefore(recipe.settings, sides, steps, index), right, step);
  const keys = new Set((step.on ?? []).filter(({ compare = 'eq' }) => compare === 'eq').map((on) => on.right));
  const rest = right.schema.map(({ name }) => name).filter((name) => step.prefix || !keys.has(name));
  const prefix = `${right.id.replace(/s$/, '')}_`;
  return (
    <article className={parts.card} aria-label={`Join with ${right.name}`}>
      <div className={styles.joinHead}>
        <span title={before.map(({ name }) => name).join(', ')}>
          {before.length > 1 ? 'Joined so far' : before[0]?.name}
        </span>
        <Select
          aria-label={`Kind of the join with ${right.name}`}
          data={joinKinds.map(({ value, label }) => ({ value, label }))}
          value={kind.value}
          allowDeselect={false}
          withCheckIcon={false}
          leftSection={<JoinVenn keeps={kind.keeps} size={22} />}
          leftSectionWidth={36}
          comboboxProps={{ width: 320, position: 'bottom-start', shadow: 'md' }}
          renderOption={({ option }) => <KindOption value={option.value} />}
          onChange={(value) => onStepChange(withKind(step, value ?? 'left', before, right))}
        />
        <strong title={right.name}>{right.name}</strong>
      </div>
      {kind.value === 'cross' ? null : (
        <JoinConditions
          step={step}
          before={before}
          right={right}
          problems={problems}
          path={`joins.${index}.on`}
          onChange={onStepChange}
        />
      )}
      <JoinMatches projectId={projectId} recipe={recipe} step={step} join={index} right={right.name} />
      {kind.value === 'left-anti' ? null : (
        <div className={styles.joinKeep}>
          <ColumnsChoice
            schema={right.schema}
            value={step.columns}
            standard={{ names: rest, words: keys.size > 0 && !step.prefix ? 'All but the keys' : 'All columns' }}
            label={`Columns of ${right.name}`}
            onChange={(columns) => onStepChange(withoutUndefined({ ...step, columns }))}
          />
          <TextInput
            aria-label={`Prefix of the columns of ${right.name}`}
            placeholder="No prefix"
            value={step.prefix ?? ''}
            onChange={(event) => onStepChange({ ...step, prefix: event.currentTarget.value })}
          />
        </div>
      )}
      {twice.length > 0 ? (
        <Notice title={`${twice.length === 1 ? 'A column is' : `${twice.length} columns are`} on both sides`}>
          {twice.slice(0, 4).join(', ')}
          {twice.length > 4 ? ' …' : ''}
          <div style={{ marginTop: 6 }}>
            <Button variant="light" size="compact-sm" onClick={() => onStepChange({ ...step, prefix })}>
              Put {prefix} before its columns
            </Button>
          </div>
        </Notice>
      ) : null}
    </article>
  );
}

const withoutUndefined = ({ columns, ...step }: { [K in keyof JoinStep]: JoinStep[K] | undefined }): JoinStep =>
  ({ ...step, ...(columns && { columns }) }) as JoinStep;

function KindOption({ value }: { value: string }) {
  const kind = joinKinds.find((one) => one.value === value) ?? joinKinds[0];
  return (
    <span className={styles.kindOption}>
      <JoinVenn keeps={kind.keeps} />
      <span>
        {kind.label}
        <em>{kind.help}</em>
      </span>
    </span>
  );
}

/** With more than one join: whose rows without a match go to the outputs for them. */
function UnmatchedOf({
  recipe,
  sides,
  onPick,
}: EditorProps & { sides: readonly Side[]; onPick: (index: number) => void }) {
  const hasOutput = ['unmatched-left', 'unmatched-right'].some((role) => (recipe.outputs[role]?.length ?? 0) > 0);
  if (!hasOutput || sides.length < 3) return null;
  return (
    <Section title="Rows without a match" help="Which join the outputs for rows without a match belong to.">
      <Select
        aria-label="Rows without a match of"
        data={sides.slice(1).map(({ name }, index) => ({ value: String(index), label: `Join with ${name}` }))}
        value={String(recipe.settings.unmatchedOf ?? 0)}
        allowDeselect={false}
        onChange={(value) => onPick(Number(value ?? 0))}
      />
    </Section>
  );
}
