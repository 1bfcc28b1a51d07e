import { ActionIcon, NumberInput, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project, ScenarioStep } from '../../../nodes/contract/project/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { iconOf } from '../../ui/icons.ts';
import { Panel } from '../../ui/Panel.tsx';
import { AddKind } from './AddKind.tsx';
import { EditorRow } from './EditorRow.tsx';
import { KindForm } from './KindForm.tsx';
import { moved, namesOf, newStep, runNames, summary } from './scenario-data.ts';
import styles from './scenarios.module.css';
import type { EditorProps } from './TriggersEditor.tsx';

const runIfWords = [
  { value: 'no-failure', label: 'Nothing failed before' },
  { value: 'failure', label: 'Something failed before' },
  { value: 'always', label: 'Always' },
];

/** What the scenario does, step after step. */
export function StepsEditor({ scenario, project, kinds, onChange }: EditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { steps } = scenario;
  const names = namesOf(project);
  const runVariables = runNames(project, scenario);
  const set = (next: ScenarioStep[], label: string) => onChange?.({ ...scenario, steps: next }, label);
  const change = (at: number, part: Partial<ScenarioStep>) =>
    set(
      steps.map((one, index) => (index === at ? { ...one, ...part } : one)),
      'Change step',
    );
  const add = onChange ? (
    <AddKind
      label="Add step"
      kinds={kinds}
      onAdd={(kind) => {
        const step = newStep(kind, steps);
        set([...steps, step], `Add step ${kind.label}`);
        setOpen(step.id);
      }}
    />
  ) : undefined;
  return (
    <Panel title="Steps" flush actions={steps.length > 0 ? add : null}>
      {steps.length === 0 ? (
        <EmptyState icon={iconOf('checklist')} title="No steps yet" actions={add}>
          Build datasets, check their quality, train a model, send a message: in this order, each only when the one
          before went well, unless you say otherwise.
        </EmptyState>
      ) : null}
      {steps.map((step, at) => {
        const kind = kinds.find(({ id }) => id === step.kind);
        const notes = [
          step.runIf === 'failure' ? 'only after a failure' : step.runIf === 'always' ? 'always' : '',
          step.retries > 0 ? `${step.retries} ${step.retries === 1 ? 'retry' : 'retries'}` : '',
          step.ignoreFailure ? 'failure ignored' : '',
        ].filter(Boolean);
        return (
          <EditorRow
            key={step.id}
            number={at + 1}
            icon={kind?.icon}
            title={step.label || kind?.label || step.kind}
            text={[summary(step.settings, names), ...notes].filter(Boolean).join(' · ')}
            open={open === step.id}
            onToggle={() => setOpen(open === step.id ? null : step.id)}
            actions={
              onChange ? (
                <>
                  <Tooltip label="Earlier">
                    <ActionIcon
                      aria-label="Move the step up"
                      disabled={at === 0}
                      onClick={() => set(moved(steps, at, -1), 'Move step')}
                    >
                      <IconArrowUp size={14} stroke={1.7} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip label="Later">
                    <ActionIcon
                      aria-label="Move the step down"
                      disabled={at === steps.length - 1}
                      onClick={() => set(moved(steps, at, 1), 'Move step')}
                    >
                      <IconArrowDown size={14} stroke={1.7} />
                    </ActionIcon>
                  </Tooltip>
                  <ActionIcon
                    aria-label="Delete the step"
                    onClick={() =>
                      set(
                        steps.filter((one) => one.id !== step.id),
                        'Delete step',
                      )
                    }
                  >
                    <IconTrash size={14} stroke={1.7} />
                  </ActionIcon>
                </>
              ) : null
            }
          >
            {onChange ? (
              <StepFields {...{ step, kind, project, runVariables }} onChange={(part) => change(at, part)} />
            ) : null}
          </EditorRow>
        );
      })}
    </Panel>
  );
}

interface StepFieldsProps {
  step: ScenarioStep;
  kind: CatalogKind | undefined;
  project: Project;
  runVariables: readonly string[];
  onChange: (part: Partial<ScenarioStep>) => void;
}

function StepFields({ step, kind, project, runVariables, onChange }: StepFieldsProps) {
  return (
    <div className={styles.fields}>
      <TextInput
        label="Name"
        description="How it is called in the log of a run."
        placeholder={kind?.label}
        key={step.label}
        defaultValue={step.label ?? ''}
        onBlur={(event) => {
          const label = event.currentTarget.value || undefined;
          if (label !== step.label) onChange({ label });
        }}
      />
      {kind ? (
        <KindForm
          {...{ kind, project, runVariables }}
          value={step.settings}
          onChange={(settings) => onChange({ settings })}
        />
      ) : null}
      <div className={styles.row3}>
        <Select
          label="Runs when"
          description="What must have happened before it."
          data={runIfWords}
          value={step.runIf}
          allowDeselect={false}
          onChange={(value) => onChange({ runIf: (value ?? 'no-failure') as ScenarioStep['runIf'] })}
        />
        <NumberInput
          label="Retries"
          description="Tries after a failure."
          min={0}
          max={10}
          value={step.retries}
          onChange={(value) => onChange({ retries: typeof value === 'number' ? value : 0 })}
        />
        <NumberInput
          label="Time limit (s)"
          description="Then it counts as failed."
          min={1}
          placeholder="none"
          value={step.timeoutSeconds ?? ''}
          onChange={(value) => onChange({ timeoutSeconds: typeof value === 'number' && value > 0 ? value : undefined })}
        />
      </div>
      <Switch
        label="Go on when this step fails"
        description="Later steps run as if it had gone well."
        checked={step.ignoreFailure}
        onChange={(event) => onChange({ ignoreFailure: event.currentTarget.checked })}
      />
    </div>
  );
}
