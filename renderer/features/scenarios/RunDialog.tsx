import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScenarioRun } from '../../../nodes/contract/flow.ts';
import type { Project, Scenario } from '../../../nodes/contract/project/index.ts';
import { useAction } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './scenarios.module.css';

interface RunDialogProps {
  projectId: string;
  project: Project;
  scenario: Scenario;
  onStarted: (run: ScenarioRun) => void;
  onClose: () => void;
}

/** Variables that a run may be started with: the project's, and those its steps set. */
function variableNames(project: Project, scenario: Scenario): { name: string; text: string }[] {
  const set = scenario.steps.flatMap(({ kind, settings }) =>
    kind === 'set-variables' ? Object.entries((settings.variables ?? {}) as Record<string, string>) : [],
  );
  const all = new Map([...Object.entries(project.variables), ...set]);
  return [...all].map(([name, text]) => ({ name, text }));
}

/** Starts a run now, with other values of variables if wanted. */
export function RunDialog({ projectId, project, scenario, onStarted, onClose }: RunDialogProps) {
  const [values, setValues] = useState<Record<string, string>>({});
  const start = useAction('scenarios.run');
  const names = variableNames(project, scenario);
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
