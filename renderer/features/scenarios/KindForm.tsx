import { MultiSelect } from '@mantine/core';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { FormView } from '../../forms/FormView.tsx';
import { datasetLists, formWithout } from './scenario-data.ts';
import styles from './scenarios.module.css';

interface KindFormProps {
  kind: CatalogKind;
  project: Project;
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  /** Names that the run has values for; without them nothing is filled in. */
  runVariables?: readonly string[];
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The settings of a step or trigger: lists of datasets as a multiple choice, the rest as the catalogue draws it. */
export function KindForm({ kind, project, value, onChange, runVariables }: KindFormProps) {
  const lists = datasetLists(kind);
  const rest = formWithout(kind.form, lists);
  const datasets = Object.values(project.datasets);
  return (
    <div className={styles.fields}>
      {lists.map(({ key, label, help }) => (
        <MultiSelect
          key={key}
          size="xs"
          label={label}
          description={help}
          searchable
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={textsOf(value[key])}
          onChange={(next) => onChange({ ...value, [key]: next })}
        />
      ))}
      {rest.length > 0 ? (
        <FormView
          form={rest}
          value={value}
          onChange={onChange}
          runVariables={runVariables ?? null}
          sources={{ schemas: {}, datasets, models: Object.values(project.models) }}
        />
      ) : null}
    </div>
  );
}
