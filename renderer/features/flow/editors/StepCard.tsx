import { ActionIcon, Menu, Textarea, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboardCopy,
  IconCopy,
  IconCut,
  IconDots,
  IconEye,
  IconEyeOff,
  IconFolder,
  IconMessage,
  IconTrash,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { FormView } from '../../../forms/FormView.tsx';
import type { FormSources } from '../../../forms/form-context.ts';
import { useOwnMeanings } from '../../../state/meanings.ts';
import { iconOf } from '../../../ui/icons.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { CopiedMeaningNote } from './CopiedMeaningNote.tsx';
import styles from './editors.module.css';
import { stepSummary } from './step-summary.ts';
import type { Step } from './steps.ts';
import type { StepList } from './use-steps.ts';

interface StepCardProps {
  list: StepList;
  step: Step;
  index: number;
  kind: CatalogKind | undefined;
  sources: FormSources;
  problems: readonly Problem[];
  drag: { from: number | null; start: (from: number | null) => void };
}

const FIELD = 'input, textarea, [contenteditable="true"], button';

/** One step of a prepare recipe: a line, and its form while it is open. */
export function StepCard(props: StepCardProps) {
  const { list, step, index, kind, sources, problems, drag } = props;
  const [over, setOver] = useState(false);
  const [comments, setComments] = useState(false);
  const isOpen = index === list.active;
  const change = (next: Step) => list.replace(index, next);
  const body = useRef<HTMLDivElement>(null);
  const isNew = list.added === step.id;
  useEffect(() => {
    if (isNew) body.current?.querySelector<HTMLElement>(FIELD)?.focus();
  }, [isNew]);
  const loose = problems.filter(({ path }) => !path || !hasField(kind, path));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the line inside takes keys
    <div
      className={styles.step}
      data-active={isOpen || undefined}
      data-chosen={list.chosen.includes(step.id) || undefined}
      data-disabled={step.disabled || undefined}
      data-problem={problems.length > 0 || undefined}
      data-over={(over && drag.from !== null && drag.from !== index) || undefined}
      data-step={step.id}
      onDragOver={(event) => {
        if (drag.from === null) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false);
        if (drag.from !== null) list.move(drag.from, index);
        drag.start(null);
      }}
    >
      <div className={styles.stepHead}>
        <StepLine {...props} />
        <StepActions {...props} onComment={() => setComments(true)} />
      </div>
      {step.comment && !isOpen ? <p className={styles.stepComment}>{step.comment}</p> : null}
      {isOpen ? (
        <div className={styles.stepBody} ref={body}>
          {loose.map((problem) => (
            <Notice key={problem.message} tone={problem.severity}>
              {problem.message}
            </Notice>
          ))}
          {step.comment !== undefined || comments ? (
            <Textarea
              aria-label="Comment"
              placeholder="Why this step is here"
              autosize
              minRows={1}
              mb={12}
              autoFocus={comments}
              value={step.comment ?? ''}
              onChange={(event) => change({ ...step, comment: event.currentTarget.value })}
              onBlur={() => {
                setComments(false);
                if (!step.comment) change(withoutComment(step));
              }}
            />
          ) : null}
          <CopiedMeaningNote step={step} schema={Object.values(sources.schemas)[0] ?? []} onFollow={change} />
          <FormView
            form={kind?.form ?? []}
            value={step.settings}
            sources={sources}
            problems={problems}
            onChange={(settings) => change({ ...step, settings })}
          />
        </div>
      ) : null}
      {problems.length > 0 && !isOpen ? <p className={styles.stepProblem}>{problems[0]?.message}</p> : null}
    </div>
  );
}

const withoutComment = ({ comment: _, ...step }: Step): Step => step;

/** True when the form shows a field for the path, and with it the problem. */
const hasField = (kind: CatalogKind | undefined, path: string): boolean =>
  kind?.form.some(({ fields }) => fields.some(({ key }) => path === key)) ?? false;

/** The line of a step: opens it, is dragged, takes keys; with Ctrl or Shift it is chosen with others. */
function StepLine({ list, step, index, kind, drag }: StepCardProps) {
  const IconView = iconOf(kind?.icon);
  const own = useOwnMeanings();
  return (
    <UnstyledButton
      className={styles.stepMain}
      aria-expanded={index === list.active}
      draggable
      onDragStart={() => drag.start(index)}
      onDragEnd={() => drag.start(null)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) list.choose(index, event.shiftKey);
        else {
          list.clear();
          list.toggle(index);
        }
      }}
      onKeyDown={(event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (event.altKey && by) list.move(index, index + by);
        else if (by) focusStep(event.currentTarget, by);
        else if (event.key === 'Delete') list.remove(list.targets(index));
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span className={styles.stepNumber}>{index + 1}</span>
      <span className={styles.stepIcon}>
        <IconView size={14} stroke={1.8} />
      </span>
      <span className={styles.stepWords}>
        <strong>{kind?.label ?? step.kind}</strong>
        <span>{stepSummary(step.settings, own) || 'Not set yet'}</span>
      </span>
    </UnstyledButton>
  );
}

/** Moves the focus to the line of the step before or after. */
function focusStep(line: HTMLElement, by: number): void {
  const lines = [...(line.closest('[data-steps]')?.querySelectorAll<HTMLElement>(`.${styles.stepMain}`) ?? [])];
  lines[lines.indexOf(line) + by]?.focus();
}

function StepActions({ list, step, index, onComment }: StepCardProps & { onComment: () => void }) {
  const some = list.targets(index);
  const many = some.length > 1 ? ` ${some.length} steps` : '';
  return (
    <span className={styles.stepActions}>
      <ActionIcon
        size={24}
        aria-label={step.disabled ? `Switch step ${index + 1} on` : `Switch step ${index + 1} off`}
        onClick={() => list.setDisabled(some, !step.disabled)}
      >
        {step.disabled ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </ActionIcon>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon size={24} aria-label={`More for step ${index + 1}`}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconMessage size={14} />}
            onClick={() => {
              if (list.active !== index) list.toggle(index);
              onComment();
            }}
          >
            {step.comment ? 'Edit the comment' : 'Comment'}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolder size={14} />} onClick={() => list.group(some)}>
            New group{many && ` of${many}`}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => list.copy(index)}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboardCopy size={14} />} onClick={() => list.toClipboard(some)}>
            Copy{many}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCut size={14} />}
            onClick={() => {
              list.toClipboard(some);
              list.remove(some);
            }}
          >
            Cut{many}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconArrowUp size={14} />}
            disabled={index === 0}
            onClick={() => list.move(index, index - 1)}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={14} />}
            disabled={index === list.steps.length - 1}
            onClick={() => list.move(index, index + 1)}
          >
            Move down
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => list.remove(some)}>
            Delete{many}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
