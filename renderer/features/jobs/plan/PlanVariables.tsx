import { TextInput } from '@mantine/core';
import type { BuildRequest } from '../../../../nodes/contract/flow.ts';
import { useVariables } from '../../../client/variables.ts';
import styles from './plan.module.css';

interface PlanVariablesProps {
  projectId: string;
  asked: BuildRequest;
  onChange: (part: Partial<BuildRequest>) => void;
}

/** Values of variables for this run only. */
export function PlanVariables({ projectId, asked, onChange }: PlanVariablesProps) {
  const variables = useVariables(projectId);
  if (variables.length === 0) return null;
  const set = (name: string, value: string) => {
    const { [name]: _, ...others } = asked.variables;
    onChange({ variables: value === '' ? others : { ...others, [name]: value } });
  };
  const given = Object.keys(asked.variables).length;
  return (
    <details className={styles.variables}>
      <summary>Variables of this run{given > 0 ? ` (${given} changed)` : ''}</summary>
      <div className={styles.pairs}>
        {variables.map(({ name, value }) => (
          <div key={name} className={styles.pair}>
            <span>{name}</span>
            <TextInput
              aria-label={`${name} in this run`}
              placeholder={value || 'empty'}
              spellCheck={false}
              value={asked.variables[name] ?? ''}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
    </details>
  );
}
