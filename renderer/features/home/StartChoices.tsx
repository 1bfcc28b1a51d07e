import { UnstyledButton } from '@mantine/core';
import { IconCreditCard, IconFilePlus } from '@tabler/icons-react';
import styles from './home.module.css';

const choices = [
  {
    kind: 'sample',
    icon: IconCreditCard,
    title: 'Explore the sample',
    text: 'Credit Card Fraud Analysis: from raw transactions to a model that flags fraud, ready to run and to deploy.',
  },
  {
    kind: 'empty',
    icon: IconFilePlus,
    title: 'Start empty',
    text: 'An empty canvas. Drop CSV, JSON or Parquet files on it and build from there.',
  },
] as const;

export function StartChoices({ onChoose }: { onChoose: (kind: 'empty' | 'sample') => void }) {
  return (
    <div className={styles.start}>
      {choices.map(({ kind, icon: IconView, title, text }) => (
        <UnstyledButton key={kind} className={styles.choice} onClick={() => onChoose(kind)}>
          <span className={styles.choiceIcon}>
            <IconView size={22} stroke={1.6} />
          </span>
          <span>
            <strong>{title}</strong>
            <br />
            <span style={{ color: 'var(--mr-dim)' }}>{text}</span>
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}
