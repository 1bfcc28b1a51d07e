import { useMemo } from 'react';
import type { Problem } from '../../nodes/base/problem.ts';
import type { FormSection } from '../../nodes/contract/catalog.ts';
import { FieldView, ProblemsContext } from './FieldView.tsx';
import { FormContext, type FormSources } from './form-context.ts';
import styles from './forms.module.css';

interface FormViewProps {
  form: readonly FormSection[];
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  /** What column, dataset and model fields choose from. */
  sources?: FormSources;
  /** Shown at the field whose path they name. */
  problems?: readonly Problem[];
}

const noSources: FormSources = { schemas: {}, datasets: [], models: [] };

/** Draws the form of any kind of the catalogue. */
export function FormView({ form, value, onChange, sources = noSources, problems = [] }: FormViewProps) {
  const byPath = useMemo(
    () => new Map(problems.flatMap(({ path, message }) => (path ? [[path, message] as const] : []))),
    [problems],
  );
  return (
    <FormContext value={sources}>
      <ProblemsContext value={byPath}>
        <div className={styles.form}>
          {form.map((section, index) => (
            <fieldset key={section.title ?? index} className={styles.section}>
              {section.title ? <legend>{section.title}</legend> : null}
              {section.fields.map((field) => (
                <FieldView key={field.key} field={field} settings={value} onChange={onChange} />
              ))}
            </fieldset>
          ))}
        </div>
      </ProblemsContext>
    </FormContext>
  );
}
