import { Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ui.module.css';

/** A field with help on demand: a mark at its label for the pointer, a description for those who do not see it. */
export const Hinted = ({ hint, children }: { hint: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and take a legend
  <div className={styles.hinted} role="group" aria-description={hint}>
    {children}
    <Tooltip
      label={hint}
      multiline
      maw={280}
      openDelay={100}
      position="top-end"
      events={{ hover: true, focus: false, touch: true }}
    >
      <span className={styles.hint} aria-hidden>
        <IconHelpCircle size={14} stroke={1.7} />
      </span>
    </Tooltip>
  </div>
);
