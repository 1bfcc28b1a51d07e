import { ActionIcon, Collapse, NumberInput, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project, Scenario, ScenarioStep } from '../../../nodes/contract/project/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { iconOf } from '../../ui/icons.ts';
import { Panel } from '../../ui/Panel.tsx';
import { AddKind } from './AddKind.tsx';
import { KindForm } from './KindForm.tsx';
import { moved, newStep, newTrigger, summary, type Trigger } from './scenario-data.ts';
import styles from './scenarios.module.css';

interface EditorProps {
  scenario: Scenario;
  project: Project;
  kinds: readonly CatalogKind[];
  /** Absent: only to be looked at. */
  onChange: ((scenario: Scenario, label: string) => void) | undefined;
}

const runIfWords = [
  { value: 'no-failure', label: 'Nothing failed before' },
  { value: 'failure', label: 'Something failed before' },
  { value: 'always', label: 'Always' },
];

const namesOf = (project: Project) =>
  new Map([...Object.values(project.datasets), ...Object.values(project.models)].map(({ id, name }) => [id, name]));

/** When the scenario runs by itself. */
export function TriggersEditor({ scenario, project, kinds, onChange }: EditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { triggers } = scenario;
  const names = namesOf(project);
  const set = (next: Trigger[], label: string) => onChange?.({ ...scenario, triggers: next }, label);
  const change = (at: number, part: Partial<Trigger>) =>
    set(
      triggers.map((one, index) => (index === at ? { ...one, ...part } : one)),
      'Change trigger',
    );
  return (
    <Panel
      title="Triggers"
      flush
      actions={
        onChange ? (
          <AddKind
            label="Add trigger"
            kinds={kinds}
            onAdd={(kind) => {
              const trigger = newTrigger(kind, triggers);
              set([...triggers, trigger], 'Add trigger');
              setOpen(trigger.id);
            }}
          />
        ) : null
      }
    >
      {triggers.length === 0 ? (
        <p className={styles.hint}>Without a trigger the scenario runs only when asked to.</p>
      ) : null}
      {triggers.map((trigger, at) => {
        const kind = kinds.find(({ id }) => id === trigger.kind);
        return (
          <Row
            key={trigger.id}
            icon={kind?.icon}
            title={kind?.label ?? trigger.kind}
            text={summary(trigger.settings, names)}
            dim={!trigger.enabled}
            open={open === trigger.id}
            onToggle={() => setOpen(open === trigger.id ? null : trigger.id)}
            actions={
              onChange ? (
                <>
                  <Switch
                    aria-label="Trigger is on"
                    checked={trigger.enabled}
                    onChange={(event) => change(at, { enabled: event.currentTarget.checked })}
                  />
                  <ActionIcon
                    aria-label="Delete the trigger"
                    onClick={() =>
                      set(
                        triggers.filter((one) => one.id !== trigger.id),
                        'Delete trigger',
                      )
                    }
                  >
                    <IconTrash size={14} stroke={1.7} />
                  </ActionIcon>
                </>
              ) : null
            }
          >
            {kind && onChange ? (
              <KindForm
                kind={kind}
                project={project}
                value={trigger.settings}
                onChange={(settings) => change(at, { settings })}
              />
            ) : null}
          </Row>
        );
      })}
    </Panel>
  );
}

/** What the scenario does, step after step. */
export function StepsEditor({ scenario, project, kinds, onChange }: EditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { steps } = scenario;
  const names = namesOf(project);
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
          <Row
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
              <StepFields step={step} kind={kind} project={project} onChange={(part) => change(at, part)} />
            ) : null}
          </Row>
        );
      })}
    </Panel>
  );
}

interface StepFieldsProps {
  step: ScenarioStep;
  kind: CatalogKind | undefined;
  project: Project;
  onChange: (part: Partial<ScenarioStep>) => void;
}

function StepFields({ step, kind, project, onChange }: StepFieldsProps) {
  return (
    <div className={styles.fields}>
      <TextInput
        label="Name"
        placeholder={kind?.label}
        key={step.label}
        defaultValue={step.label ?? ''}
        onBlur={(event) => {
          const label = event.currentTarget.value || undefined;
          if (label !== step.label) onChange({ label });
        }}
      />
      {kind ? (
        <KindForm kind={kind} project={project} value={step.settings} onChange={(settings) => onChange({ settings })} />
      ) : null}
      <div className={styles.row3}>
        <Select
          label="Runs when"
          data={runIfWords}
          value={step.runIf}
          allowDeselect={false}
          onChange={(value) => onChange({ runIf: (value ?? 'no-failure') as ScenarioStep['runIf'] })}
        />
        <NumberInput
          label="Retries"
          min={0}
          max={10}
          value={step.retries}
          onChange={(value) => onChange({ retries: typeof value === 'number' ? value : 0 })}
        />
        <NumberInput
          label="Time limit (s)"
          min={1}
          placeholder="none"
          value={step.timeoutSeconds ?? ''}
          onChange={(value) => onChange({ timeoutSeconds: typeof value === 'number' && value > 0 ? value : undefined })}
        />
      </div>
      <Switch
        label="Go on when this step fails"
        checked={step.ignoreFailure}
        onChange={(event) => onChange({ ignoreFailure: event.currentTarget.checked })}
      />
    </div>
  );
}

interface RowProps {
  number?: number;
  icon: string | undefined;
  title: string;
  text: string;
  dim?: boolean;
  open: boolean;
  onToggle: () => void;
  actions: React.ReactNode;
  children: React.ReactNode;
}

function Row({ number, icon, title, text, dim, open, onToggle, actions, children }: RowProps) {
  const IconView = iconOf(icon);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={styles.step} data-dim={dim || undefined}>
      <div className={styles.stepHead}>
        <button type="button" className={styles.stepMain} aria-expanded={open} onClick={onToggle} disabled={!children}>
          {children ? <Chevron size={14} color="var(--mr-faint)" /> : null}
          {number === undefined ? null : <span className={styles.number}>{number}</span>}
          <IconView size={18} stroke={1.6} color="var(--mr-dim)" />
          <span className={styles.stepTitle}>{title}</span>
          <span className={styles.stepText}>{text}</span>
        </button>
        {actions}
      </div>
      {children ? (
        <Collapse expanded={open}>
          <div className={styles.stepBody}>{children}</div>
        </Collapse>
      ) : null}
    </div>
  );
}
