import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useContext } from 'react';
import type { Problem } from '../../../../../nodes/base/problem.ts';
import type { Schema } from '../../../../../nodes/contract/schema.ts';
import { FormContext } from '../../../../forms/form-context.ts';
import { settingAt, withSetting } from '../../../../forms/settings-path.ts';
import { FormulaWidget } from '../../../../forms/widgets/FormulaWidget.tsx';
import styles from './parts.module.css';
import { problemAt } from './problem-at.ts';
import { Fold } from './Section.tsx';
import { Sortable } from './Sortable.tsx';

interface Computed {
  name: string;
  formula: string;
}

type Settings = Record<string, unknown>;

const computedOf = (settings: Settings): Computed[] => {
  const columns = settingAt(settings, 'before.columns');
  return Array.isArray(columns) ? (columns as Computed[]) : [];
};

/** The columns of the input with those computed before; the types of the latter are the node's to tell. */
export function withComputed(schema: Schema, settings: Settings): Schema {
  const computed = computedOf(settings).filter(({ name }) => name);
  const names = new Set(computed.map(({ name }) => name));
  return [
    ...schema.filter(({ name }) => !names.has(name)),
    ...computed.map(({ name }) => ({ name, type: 'double' as const })),
  ];
}

interface StagesProps {
  settings: Settings;
  problems: readonly Problem[];
  /** Columns of the input. */
  schema: Schema;
  /** Columns of the result; null while they are not known. */
  result: Schema | null;
  /** Which stages the kind has. */
  has?: { columns?: boolean; before?: boolean; after?: boolean };
  onChange: (settings: Settings) => void;
}

const short = (text: unknown): string => (typeof text === 'string' ? text : '');

/** What happens to the rows before the recipe's own work, and after it. */
export function Stages({ settings, problems, schema, result, has = {}, onChange }: StagesProps) {
  const { columns: hasColumns = true, before = true, after = true } = has;
  const set = (path: string, value: unknown) => onChange(tidied(withSetting(settings, path, value)));
  const computed = computedOf(settings);
  const filter = short(settingAt(settings, 'before.filter'));
  const kept = short(settingAt(settings, 'after.filter'));
  const names = computed.map(({ name }) => name).join(', ');
  const outer = useContext(FormContext);
  const sources = { ...outer, schemas: { '': schema } };
  return (
    <div className={styles.stages}>
      {before ? (
        <Fold
          title="Before"
          summary={[filter && `only ${filter}`, names].filter(Boolean).join(' · ') || 'all rows'}
          open={problemAt(problems, 'before') !== undefined}
        >
          <FormContext value={sources}>
            <FormulaWidget
              field={{
                key: 'filter',
                label: 'Keep input rows where',
                widget: 'formula',
                help: 'Rows for which this is not true are left out.',
              }}
              value={filter}
              error={problemAt(problems, 'before.filter')}
              onChange={(value) => set('before.filter', value)}
            />
            {hasColumns ? (
              <ComputedColumns
                value={computed}
                problems={problems}
                onChange={(next) => set('before.columns', next.length > 0 ? next : undefined)}
              />
            ) : null}
          </FormContext>
        </Fold>
      ) : null}
      {after ? (
        <Fold
          title="After"
          summary={kept ? `only ${kept}` : 'all rows'}
          open={problemAt(problems, 'after') !== undefined}
        >
          <FormContext value={{ ...sources, schemas: { '': result ?? schema }, sample: undefined }}>
            <FormulaWidget
              field={{
                key: 'filter',
                label: 'Keep result rows where',
                widget: 'formula',
                help: 'Over the columns of the result.',
              }}
              value={kept}
              error={problemAt(problems, 'after.filter')}
              onChange={(value) => set('after.filter', value)}
            />
          </FormContext>
        </Fold>
      ) : null}
    </div>
  );
}

/** Stages without anything in them are taken out of the settings. */
function tidied(settings: Settings): Settings {
  return ['before', 'after'].reduce((all, key) => {
    const stage = all[key];
    const isEmpty = typeof stage === 'object' && stage !== null && Object.keys(stage).length === 0;
    return isEmpty ? withSetting(all, key, undefined) : all;
  }, settings);
}

interface ComputedColumnsProps {
  value: readonly Computed[];
  problems: readonly Problem[];
  onChange: (columns: Computed[]) => void;
}

function ComputedColumns({ value, problems, onChange }: ComputedColumnsProps) {
  return (
    <div className={styles.section}>
      <span style={{ fontSize: 12, fontWeight: 500 }}>Computed columns</span>
      <Sortable items={value} noun="computed column" onChange={onChange}>
        {(column, at, replace) => (
          <>
            <TextInput
              aria-label={`Name of computed column ${at + 1}`}
              placeholder="Name"
              value={column.name}
              onChange={(event) => replace({ ...column, name: event.currentTarget.value })}
            />
            <FormulaWidget
              field={{ key: 'formula', label: 'Formula', widget: 'formula' }}
              value={column.formula}
              error={problemAt(problems, `before.columns.${at}`)}
              onChange={(formula) => replace({ ...column, formula: short(formula) })}
            />
          </>
        )}
      </Sortable>
      <Button
        variant="subtle"
        color="gray"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...value, { name: `column_${value.length + 1}`, formula: '' }])}
      >
        Computed column
      </Button>
    </div>
  );
}
