import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScenarioRun } from '../../../nodes/contract/flow.ts';
import type { Scenario } from '../../../nodes/contract/project/index.ts';
import type { VariableState } from '../../../nodes/contract/variables.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { useVariables } from '../../client/variables.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { setValues } from './scenario-data.ts';
import styles from './scenarios.module.css';

interface RunDialogProps {
  projectId: string;
  scenario: Scenario;
  onStarted: (run: ScenarioRun) => void;
  onClose: () => void;
}

/** Variables that a run may be started with, with the value each has otherwise: that of this node, or what a step sets. */
function variableNames(variables: readonly VariableState[], scenario: Scenario): { name: string; text: string }[] {
  const all = new Map([...variables.map(({ name, value }) => [name, value] as const), ...setValues(scenario)]);
  return [...all].map(([name, text]) => ({ name, text }));
}

/** Starts a run now, with other values of variables if wanted. */
export function RunDialog({ projectId, scenario, onStarted, onClose }: RunDialogProps) {
  const [values, setValues] = useState<Record<string, string>>({});
  const start = useAction('scenarios.run');
  const names = variableNames(useVariables(projectId), scenario);
  const run = () =>
    start.mutate(
      {
        params: { project: projectId, scenario: scenario.id },
        body: { variables: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) },
      },
      {
        onSuccess: (started) => {
          invalidate(['scenarios.runs'], { project: projectId });
          onStarted(started);
          onClose();
        },
      },
    );
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      size={440}
      title={`Run ${scenario.name}`}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        {start.error ? <ErrorNotice error={start.error} /> : null}
        {names.length === 0 ? <span className={styles.dim}>It has no variables to set.</span> : null}
        {names.map(({ name, text }) => (
          <TextInput
            key={name}
            label={name}
            description="A value here is for this run alone."
            placeholder={text || 'empty'}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
        <div className={styles.dialogEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button data-autofocus type="submit" loading={start.isPending} leftSection={<IconPlayerPlay size={14} />}>
            Run
          </Button>
        </div>
      </form>
    </Modal>
  );
}
