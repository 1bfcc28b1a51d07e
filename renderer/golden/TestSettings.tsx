import { MultiSelect, NumberInput, Switch, Textarea } from '@mantine/core';
import type { GoldenExpectation, GoldenTest, Project } from '../../nodes/contract/project/index.ts';
import { SectionLabel } from '../ui/Panel.tsx';
import styles from './golden.module.css';
import { saveTest } from './use-golden.ts';

interface TestSettingsProps {
  projectId: string;
  project: Project;
  test: GoldenTest;
  readOnly: boolean;
}

/** How strictly rows are compared. */
export function TestSettings({ projectId, project, test, readOnly }: TestSettingsProps) {
  const save = (change: Partial<GoldenTest>) => void saveTest(projectId, { ...test, ...change });
  return (
    <div className={styles.settings} inert={readOnly}>
      <Switch
        label="Guards bundles and nodes"
        description="Run when a bundle is made and before a node takes it. Off: it is kept and run by hand only"
        checked={test.enabled}
        onChange={(event) => save({ enabled: event.currentTarget.checked })}
      />
      <Textarea
        label="Notes"
        description="What the test is for"
        autosize
        minRows={2}
        defaultValue={test.notes ?? ''}
        onBlur={(event) => {
          const { notes: _, ...rest } = test;
          const notes = event.currentTarget.value.trim();
          if (notes !== (test.notes ?? '')) void saveTest(projectId, notes ? { ...rest, notes } : rest);
        }}
      />
      <NumberInput
        label="Tolerance of decimals"
        description="Largest difference that counts as equal, as a share of the value; 0: equal to the last digit"
        min={0}
        max={1}
        step={0.001}
        styles={{ wrapper: { width: 200 } }}
        value={test.tolerance}
        onChange={(value) => save({ tolerance: Math.max(0, Number(value) || 0) })}
      />
      {Object.entries(test.outputs).map(([id, expected]) => (
        <Expectation
          key={id}
          name={project.datasets[id]?.name ?? id}
          expected={expected}
          onChange={(change) => save({ outputs: { ...test.outputs, [id]: { ...expected, ...change } } })}
        />
      ))}
      {Object.keys(test.variables).length > 0 ? (
        <>
          <SectionLabel>Variables during the test</SectionLabel>
          <div className={styles.quiet}>
            {Object.entries(test.variables)
              .map(([name, value]) => `${name} = ${value}`)
              .join(', ')}
          </div>
        </>
      ) : null}
    </div>
  );
}

interface ExpectationProps {
  name: string;
  expected: GoldenExpectation;
  onChange: (change: Partial<GoldenExpectation>) => void;
}

function Expectation({ name, expected, onChange }: ExpectationProps) {
  const columns = expected.schema.map((column) => column.name);
  return (
    <>
      <SectionLabel>{name}</SectionLabel>
      <Switch
        label="The order of rows counts"
        description="Off: the same rows in any order are as expected"
        checked={expected.ordered}
        onChange={(event) => onChange({ ordered: event.currentTarget.checked })}
      />
      <MultiSelect
        size="xs"
        label="Columns that tell rows apart"
        description="So that a changed row is shown as such; found by itself when left empty"
        data={columns}
        value={expected.keys}
        searchable
        clearable
        onChange={(keys) => onChange({ keys })}
      />
      <MultiSelect
        size="xs"
        label="Columns that are not compared"
        description="Such as times of the run, or predictions of a model that is trained again"
        data={columns}
        value={expected.ignore}
        searchable
        clearable
        onChange={(ignore) => onChange({ ignore })}
      />
    </>
  );
}
