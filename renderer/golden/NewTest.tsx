import { Button, Checkbox, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import type { GoldenTest, Project } from '../../nodes/contract/project/index.ts';
import { type ApiError, call } from '../client/call.ts';
import { useFlow } from '../client/hooks.ts';
import { partOfOutputs } from '../flow/test-part.ts';
import { FormulaInput } from '../forms/formula/FormulaInput.tsx';
import { editProject } from '../state/edit-project.ts';
import type { TestPart } from '../state/golden.ts';
import { ErrorNotice } from '../ui/Notice.tsx';
import styles from './golden.module.css';
import { runTests } from './use-golden.ts';

interface NewTestProps {
  projectId: string;
  project: Project;
  part: TestPart;
  onMade: (test: GoldenTest) => void;
  onCancel: () => void;
}

interface Chosen {
  rows: number;
  filter: string;
}

const usual: Chosen = { rows: 20, filter: '' };

/** Makes a test: which rows go in, which datasets are compared. What comes out now is what is expected. */
export function NewTest({ projectId, project, part, onMade, onCancel }: NewTestProps) {
  const nameOf = (id: string) => project.datasets[id]?.name ?? id;
  const [name, setName] = useState(() => part.outputs.map(nameOf).join(', ').slice(0, 80));
  const [outputs, setOutputs] = useState<readonly string[]>(part.outputs);
  const [inputs, setInputs] = useState<readonly string[]>(part.inputs);
  const [choices, setChoices] = useState<Record<string, Chosen>>({});
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const flow = useFlow(projectId).data;
  const managed = Object.values(project.datasets).filter(({ source }) => source.kind === 'managed');
  const make = async () => {
    setBusy(true);
    setError(null);
    try {
      const wanted = inputs.map((id) => {
        const { rows, filter } = choices[id] ?? usual;
        return [id, filter.trim() ? { rows, filter } : { rows }] as const;
      });
      const body = { name: name.trim() || 'Test', inputs: Object.fromEntries(wanted), outputs: [...outputs] };
      const { test } = await call('tests.capture', { params: { project: projectId }, body });
      const saved = await editProject(projectId, [{ family: 'tests', id: test.id, value: test }], {
        label: `Add the test ${test.name}`,
      });
      if (saved) {
        await runTests(projectId, [test.id]);
        onMade(test);
      }
    } catch (problem) {
      setError(problem as ApiError);
    } finally {
      setBusy(false);
    }
  };
  const change = (id: string, part: Partial<Chosen>) =>
    setChoices((old) => ({ ...old, [id]: { ...(old[id] ?? usual), ...part } }));
  return (
    <form
      className={styles.newTest}
      aria-label="New golden test"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p className={styles.lead}>
        A golden test keeps a few rows and what the flow must make of them. It runs apart from your data, whenever you
        like, when a bundle is made and before a node takes it.
      </p>
      <div className={styles.newGrid}>
        <TextInput
          label="Name"
          description="What must hold, in a few words"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <MultiSelect
          size="xs"
          label="Compare"
          description="Datasets whose rows must come out the same"
          data={managed.map(({ id, name: label }) => ({ value: id, label }))}
          value={[...outputs]}
          searchable
          onChange={(ids) => {
            setOutputs(ids);
            if (part.outputs.length === 0) setInputs(partOfOutputs(project, ids).inputs);
          }}
        />
      </div>
      <fieldset className={styles.inputs}>
        <legend>Rows that go in</legend>
        <p className={styles.quiet}>
          Chosen so that they belong together: some of a few groups, and in other inputs those that match. You can
          change them afterwards.
        </p>
        {Object.values(project.datasets)
          .filter(({ id }) => part.inputs.includes(id) || inputs.includes(id))
          .map(({ id }) => (
            <div key={id} className={styles.input}>
              <Checkbox
                label={nameOf(id)}
                checked={inputs.includes(id)}
                onChange={(event) =>
                  setInputs((old) => (event.currentTarget.checked ? [...old, id] : old.filter((one) => one !== id)))
                }
              />
              <NumberInput
                aria-label={`Rows of ${nameOf(id)}`}
                w={88}
                min={1}
                max={500}
                value={choices[id]?.rows ?? usual.rows}
                onChange={(rows) => change(id, { rows: Number(rows) || usual.rows })}
                disabled={!inputs.includes(id)}
              />
              <div className={styles.where}>
                <FormulaInput
                  value={choices[id]?.filter ?? ''}
                  schema={flow?.nodes.find((node) => node.id === id)?.schema ?? []}
                  placeholder="where… (a formula, or leave it empty)"
                  label={`Rows of ${nameOf(id)} where`}
                  onCommit={(filter) => change(id, { filter })}
                />
              </div>
            </div>
          ))}
        {part.inputs.length + inputs.length === 0 ? (
          <p className={styles.quiet}>Choose first what is compared.</p>
        ) : null}
      </fieldset>
      {error ? <ErrorNotice error={error} /> : null}
      <div className={styles.newEnd}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          leftSection={<IconTestPipe size={14} />}
          loading={busy}
          disabled={outputs.length === 0 || inputs.length === 0}
        >
          Make the test
        </Button>
      </div>
    </form>
  );
}
