import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { typeSigns } from '../../../ui/cell-text.ts';
import type { EditorProps } from './editor.ts';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Section } from './parts/Section.tsx';
import styles from './train.module.css';
import { choiceOf, type FeatureChoice, withChoice } from './train-settings.ts';
import { useSettings } from './use-settings.ts';

const kinds = [
  { value: 'auto', label: 'Automatic' },
  { value: 'numeric', label: 'Number' },
  { value: 'category', label: 'Category' },
];

/** The columns the model may look at, and how each is taken. */
export function TrainFeatures(props: EditorProps) {
  const { problems } = props;
  const { settings, set, input } = useSettings(props);
  const [query, setQuery] = useState('');
  const features = (settings.features ?? []) as FeatureChoice[];
  const columns = input.filter(({ name }) => name !== settings.target);
  const found = columns.filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase()));
  const used = columns.filter(({ name }) => choiceOf(features, name).use === 'input').length;
  const change = (choice: FeatureChoice) => set('features', withChoice(features, choice));
  const setAll = (use: 'input' | 'reject') =>
    set(
      'features',
      found.reduce<FeatureChoice[] | undefined>(
        (all, { name }) => withChoice(all ?? [], { ...choiceOf(all ?? [], name), use }),
        features,
      ),
    );
  if (columns.length === 0) return null;
  return (
    <Section
      title={`Learn from (${used} of ${columns.length} columns)`}
      help="Leave out what is not known yet when the prediction is made. Identifiers and constant columns are left out by themselves."
      problem={problemAt(problems, 'features')}
      actions={
        <>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAll('input')}>
            All
          </Button>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAll('reject')}>
            None
          </Button>
        </>
      }
    >
      {columns.length > 8 ? (
        <TextInput
          aria-label="Search columns"
          placeholder="Search columns"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      <div className={styles.features}>
        {found.map(({ name, type }) => {
          const choice = choiceOf(features, name);
          const isUsed = choice.use === 'input';
          return (
            <div key={name} className={styles.feature} data-off={!isUsed || undefined}>
              <Checkbox
                size="xs"
                aria-label={`Learn from ${name}`}
                checked={isUsed}
                onChange={(event) => change({ ...choice, use: event.currentTarget.checked ? 'input' : 'reject' })}
              />
              <span className={parts.sign}>{typeSigns[type]}</span>
              <span className={styles.featureName} title={name}>
                {name}
              </span>
              <Select
                aria-label={`Take ${name} as`}
                variant="unstyled"
                w={104}
                disabled={!isUsed}
                data={kinds}
                value={choice.kind}
                allowDeselect={false}
                withCheckIcon={false}
                onChange={(kind) => change({ ...choice, kind: (kind ?? 'auto') as FeatureChoice['kind'] })}
              />
            </div>
          );
        })}
      </div>
    </Section>
  );
}
