import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconEye, IconEyeOff, IconFolderX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './editors.module.css';
import type { StepBlock } from './steps.ts';
import type { StepList } from './use-steps.ts';

interface StepGroupProps {
  list: StepList;
  block: StepBlock;
  children: ReactNode;
}

/** A named group of steps: folded, switched off as a whole, renamed, taken apart. */
export function StepGroup({ list, block, children }: StepGroupProps) {
  const [folded, setFolded] = useState(false);
  const name = block.group ?? '';
  const isOff = block.steps.every(({ disabled }) => disabled);
  const holdsOpen = list.active !== null && list.active >= block.from && list.active < block.from + block.steps.length;
  const isShown = !folded || holdsOpen;
  return (
    <section className={styles.group} aria-label={`Group ${name}`}>
      <div className={styles.groupHead}>
        <UnstyledButton
          className={styles.groupFold}
          aria-expanded={isShown}
          aria-label={isShown ? `Fold ${name}` : `Unfold ${name}`}
          onClick={() => setFolded(isShown)}
        >
          <IconChevronRight size={14} />
        </UnstyledButton>
        <TextInput
          key={name}
          variant="unstyled"
          aria-label="Name of the group"
          defaultValue={name}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next && next !== name) list.rename(block.steps, next);
            else event.currentTarget.value = name;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <span className={styles.groupCount}>{block.steps.length}</span>
        <ActionIcon
          size={24}
          aria-label={isOff ? `Switch ${name} on` : `Switch ${name} off`}
          onClick={() => list.setDisabled(block.steps, !isOff)}
        >
          {isOff ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </ActionIcon>
        <ActionIcon size={24} aria-label={`Take ${name} apart`} onClick={() => list.ungroup(block.steps)}>
          <IconFolderX size={14} />
        </ActionIcon>
      </div>
      {isShown ? <div className={styles.groupSteps}>{children}</div> : null}
    </section>
  );
}
