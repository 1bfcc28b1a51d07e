import { Radio } from '@mantine/core';
import type { BuildRequest } from '../../../../nodes/contract/flow.ts';
import styles from './plan.module.css';
import { modesFor } from './plan-words.ts';

interface PlanModesProps {
  asked: BuildRequest;
  onChange: (part: Partial<BuildRequest>) => void;
}

/** How much of it is run. */
export function PlanModes({ asked, onChange }: PlanModesProps) {
  const modes = modesFor(asked.targets);
  return (
    <Radio.Group
      aria-label="What is run"
      value={asked.mode}
      onChange={(mode) => onChange({ mode: mode as BuildRequest['mode'] })}
    >
      <div className={styles.modes}>
        {modes.map(({ mode, label, help }) => (
          <Radio key={mode} size="xs" value={mode} label={label} description={help} />
        ))}
      </div>
    </Radio.Group>
  );
}
