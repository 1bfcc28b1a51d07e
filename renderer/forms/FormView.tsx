import { useMemo } from 'react';
import type { Problem } from '../../nodes/base/problem.ts';
import type { FormSection } from '../../nodes/contract/catalog.ts';
import { defaultsOf, FieldView, ProblemsContext } from './FieldView.tsx';
import { FormContext, type FormSources } from './form-context.ts';
import styles from './forms.module.css';
import { VariableScope } from './variables/variable-scope.ts';

interface FormViewProps {
  form: readonly FormSection[];
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  /** What column, dataset and model fields choose from. */
  sources?: FormSources;
  /** Shown at the field whose path they name. */
  problems?: readonly Problem[];
  /** Names that `${…}` may stand for beside the variables of the project: those of a run. Null: nothing is filled in. */
  runVariables?: readonly string[] | null;
}

const noSources: FormSources = { schemas: {}, datasets: [], models: [] };
const noNames: readonly string[] = [];

/** Draws the form of any kind of the catalogue. */
export function FormView(props: FormViewProps) {
  const { form, value, onChange, sources = noSources, problems = [], runVariables = noNames } = props;
  const byPath = useMemo(
    () => new Map(problems.flatMap(({ path, message }) => (path ? [[path, message] as const] : []))),
    [problems],
  );
  const defaults = useMemo(() => defaultsOf(form.flatMap(({ fields }) => fields)), [form]);
  return (
    <FormContext value={sources}>
      <ProblemsContext value={byPath}>
        <VariableScope value={runVariables}>
          <div className={styles.form} data-variables={runVariables?.join(' ')}>
            {form.map((section, index) => (
              <fieldset key={section.title ?? index} className={styles.section}>
                {section.title ? <legend>{section.title}</legend> : null}
                {section.fields.map((field) => (
                  <FieldView key={field.key} field={field} settings={value} defaults={defaults} onChange={onChange} />
                ))}
              </fieldset>
            ))}
          </div>
        </VariableScope>
      </ProblemsContext>
    </FormContext>
  );
}
