import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './parts.module.css';

interface SectionProps {
  title: string;
  /** What it is for; undefined only where the moment needs no words. */
  help: string | undefined;
  /** What is wrong here. */
  problem?: string | undefined;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of an editor: heading, what it is for, what is wrong with it. */
export function Section({ title, help, problem, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 id={id}>{title}</h3>
        <span />
        {actions}
      </div>
      {help ? <p className={styles.help}>{help}</p> : null}
      {children}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

interface FoldProps {
  title: string;
  /** What is inside, in few words, shown while it is folded. */
  summary: string;
  /** Open at first. */
  open?: boolean;
  children: ReactNode;
}

/** A part that is folded away until it is needed. */
export function Fold({ title, summary, open = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(open);
  return (
    <div>
      <UnstyledButton className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={14} />
        {title}
        <em>{summary}</em>
      </UnstyledButton>
      {isOpen ? <div className={styles.foldBody}>{children}</div> : null}
    </div>
  );
}
