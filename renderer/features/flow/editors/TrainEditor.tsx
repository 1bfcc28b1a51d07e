import { SegmentedControl, Select, UnstyledButton } from '@mantine/core';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { useCatalog } from '../../../client/hooks.ts';
import { FormView } from '../../../forms/FormView.tsx';
import { iconOf } from '../../../ui/icons.ts';
import type { EditorProps } from './editor.ts';
import parts from './parts/parts.module.css';
import { problemAt } from './parts/problem-at.ts';
import { Fold, Section } from './parts/Section.tsx';
import { SettingNumber } from './parts/SettingNumber.tsx';
import { TrainFeatures } from './TrainFeatures.tsx';
import { TrainSplit } from './TrainSplit.tsx';
import { TrainTarget } from './TrainTarget.tsx';
import styles from './train.module.css';
import { useSettings } from './use-settings.ts';

/** What is predicted, from which columns, tested on which rows, by which algorithm. */
export function TrainEditor(props: EditorProps) {
  const { settings } = useSettings(props);
  return (
    <>
      <TrainTarget {...props} />
      {settings.target ? (
        <>
          <TrainSplit {...props} />
          <TrainFeatures {...props} />
          <Algorithm {...props} />
          {settings.task === 'regression' ? null : <Decision {...props} />}
        </>
      ) : null}
    </>
  );
}

/** The defaults of an algorithm, as its JSON Schema tells them. */
function defaultsOf(kind: CatalogKind | undefined): Record<string, unknown> {
  const properties = (kind?.settings.properties ?? {}) as Record<string, { default?: unknown }>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]) => ('default' in property ? [[key, property.default]] : [])),
  );
}

function Algorithm(props: EditorProps) {
  const { problems, sources } = props;
  const { algorithms } = useCatalog();
  const { settings, set } = useSettings(props);
  const algorithm = (settings.algorithm ?? { id: 'gradient-boosting' }) as Record<string, unknown> & { id: string };
  const chosen = algorithms.find(({ id }) => id === algorithm.id);
  const standard = defaultsOf(chosen);
  const changed = Object.keys(algorithm).filter((key) => {
    return key !== 'id' && JSON.stringify(algorithm[key]) !== JSON.stringify(standard[key]);
  });
  const own = problems.flatMap((problem) =>
    problem.path?.startsWith('algorithm.') ? [{ ...problem, path: problem.path.slice('algorithm.'.length) }] : [],
  );
  return (
    <Section
      title="Algorithm"
      help="All learn from the same features and are compared by the same test rows."
      problem={problemAt(problems, 'algorithm')}
    >
      <div className={styles.algorithms} role="radiogroup" aria-label="Algorithm">
        {algorithms.map(({ id, label, help, icon }) => {
          const IconView = iconOf(icon);
          return (
            <UnstyledButton
              key={id}
              className={styles.algorithm}
              role="radio"
              aria-checked={id === algorithm.id}
              onClick={() => {
                if (id !== algorithm.id) set('algorithm', { id });
              }}
            >
              <IconView size={18} stroke={1.7} />
              <span>
                <strong>{label}</strong>
                {help}
              </span>
            </UnstyledButton>
          );
        })}
      </div>
      {chosen ? (
        <Fold
          title="Its settings"
          summary={changed.length > 0 ? `${changed.length} changed` : 'sound defaults'}
          open={own.length > 0}
        >
          <FormView
            form={chosen.form}
            value={algorithm}
            sources={sources}
            problems={own}
            onChange={(next) => set('algorithm', next)}
          />
        </Fold>
      ) : null}
    </Section>
  );
}

const metrics = [
  { value: 'f1', label: 'Best balance of precision and recall (F1)' },
  { value: 'mcc', label: 'Best agreement (MCC)' },
  { value: 'accuracy', label: 'Most rows right (accuracy)' },
  { value: 'cost', label: 'Lowest cost of errors' },
  { value: 'fixed', label: 'A fixed probability' },
];

/** Weights of the classes, and from which probability a row counts as found. */
function Decision(props: EditorProps) {
  const { problems } = props;
  const { settings, set } = useSettings(props);
  const threshold = (settings.threshold ?? { metric: 'f1' }) as {
    metric: string;
    value?: number;
    costs?: { falsePositive: number; falseNegative: number };
  };
  const costs = threshold.costs ?? { falsePositive: 1, falseNegative: 10 };
  const isBinary = settings.task !== 'multiclass';
  return (
    <>
      <Section title="Weights of the classes" help="Balanced: a rare class counts as much as a frequent one.">
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Weights of the classes"
          value={String(settings.classWeights ?? 'none')}
          data={[
            { value: 'none', label: 'As in the data' },
            { value: 'balanced', label: 'Balanced' },
          ]}
          onChange={(value) => set('classWeights', value)}
        />
      </Section>
      {isBinary ? (
        <Section
          title="A row is found from"
          help="The probability from which a row counts as the class to find. It can be changed in the report."
          problem={problemAt(problems, 'threshold')}
        >
          <Select
            aria-label="How the threshold is chosen"
            data={metrics}
            value={threshold.metric}
            allowDeselect={false}
            onChange={(metric) =>
              set('threshold', {
                metric: metric ?? 'f1',
                ...(metric === 'fixed' && { value: threshold.value ?? 0.5 }),
                ...(metric === 'cost' && { costs }),
              })
            }
          />
          {threshold.metric === 'fixed' ? (
            <SettingNumber
              label="Probability"
              description="Between 0 and 1; rows at or above it are found."
              min={0}
              max={1}
              step={0.05}
              value={threshold.value ?? 0.5}
              standard={0.5}
              onChange={(value) => set('threshold', { metric: 'fixed', value })}
            />
          ) : null}
          {threshold.metric === 'cost' ? (
            <div className={parts.cells} style={{ gridTemplateColumns: '1fr 1fr', gap: 8 }}>
              <SettingNumber
                label="Cost of a false alarm"
                description="Of a row found wrongly, in any unit."
                min={0}
                value={costs.falsePositive}
                standard={1}
                onChange={(falsePositive) => set('threshold', { metric: 'cost', costs: { ...costs, falsePositive } })}
              />
              <SettingNumber
                label="Cost of a miss"
                description="Of a row not found, in the same unit."
                min={0}
                value={costs.falseNegative}
                standard={10}
                onChange={(falseNegative) => set('threshold', { metric: 'cost', costs: { ...costs, falseNegative } })}
              />
            </div>
          ) : null}
        </Section>
      ) : null}
    </>
  );
}
