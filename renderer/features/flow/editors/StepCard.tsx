import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconCopy, IconDots, IconEye, IconEyeOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { FormView } from '../../../forms/FormView.tsx';
import type { FormSources } from '../../../forms/form-context.ts';
import { iconOf } from '../../../ui/icons.ts';
import { Notice } from '../../../ui/Notice.tsx';
import styles from './editors.module.css';
import { stepSummary } from './step-summary.ts';
import type { Step } from './steps.ts';

interface StepCardProps {
  step: Step;
  index: number;
  kind: CatalogKind | undefined;
  active: boolean;
  sources: FormSources;
  problems: readonly Problem[];
  onToggle: () => void;
  onChange: (step: Step) => void;
  onDuplicate: () => void;
  onDelete: () => void;
  onDrag: () => void;
  onDropHere: () => void;
  onMove: (by: -1 | 1) => void;
}

/** One step of a prepare recipe: a line, and its form while it is chosen. */
export function StepCard(props: StepCardProps) {
  const { step, kind, active, sources, problems, onChange } = props;
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.step}
      data-active={active || undefined}
      data-disabled={step.disabled || undefined}
      data-problem={problems.length > 0 || undefined}
      data-over={over || undefined}
      data-step={step.id}
    >
      <div className={styles.stepHead}>
        <StepLine {...props} onOver={setOver} />
        <StepActions {...props} />
      </div>
      {active ? (
        <div className={styles.stepBody}>
          {problems
            .filter(({ path }) => !path)
            .map((problem) => (
              <Notice key={problem.message} tone={problem.severity}>
                {problem.message}
              </Notice>
            ))}
          <FormView
            form={kind?.form ?? []}
            value={step.settings}
            sources={sources}
            problems={problems}
            onChange={(settings) => onChange({ ...step, settings })}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The line of a step: opens it, is dragged, takes keys. */
function StepLine(props: StepCardProps & { onOver: (over: boolean) => void }) {
  const { step, index, kind, active, onToggle, onOver } = props;
  const IconView = iconOf(kind?.icon);
  return (
    <UnstyledButton
      className={styles.stepMain}
      aria-expanded={active}
      draggable
      onDragStart={props.onDrag}
      onDragOver={(event) => {
        event.preventDefault();
        onOver(true);
      }}
      onDragLeave={() => onOver(false)}
      onDrop={() => {
        onOver(false);
        props.onDropHere();
      }}
      onClick={onToggle}
      onKeyDown={(event) => {
        if (event.altKey && event.key === 'ArrowUp') props.onMove(-1);
        if (event.altKey && event.key === 'ArrowDown') props.onMove(1);
        if (event.key === 'Delete') props.onDelete();
      }}
    >
      <span className={styles.stepNumber}>{index + 1}</span>
      <span className={styles.stepIcon}>
        <IconView size={14} stroke={1.8} />
      </span>
      <span className={styles.stepWords}>
        <strong>{kind?.label ?? step.kind}</strong>
        <span>{stepSummary(step.settings) || 'Not set yet'}</span>
      </span>
    </UnstyledButton>
  );
}

function StepActions({ step, onChange, onDuplicate, onDelete }: StepCardProps) {
  const label = step.disabled ? 'Switch on' : 'Switch off';
  return (
    <span className={styles.stepActions}>
      <ActionIcon size={24} aria-label={label} onClick={() => onChange({ ...step, disabled: !step.disabled })}>
        {step.disabled ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label="More">
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={onDuplicate}>
            Duplicate
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onDelete}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
