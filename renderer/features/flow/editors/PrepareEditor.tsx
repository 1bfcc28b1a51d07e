import { Button } from '@mantine/core';
import { IconPlus, IconWand } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { useCatalog } from '../../../client/hooks.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { EditorProps } from './editor.ts';
import styles from './editors.module.css';
import { KindPicker } from './KindPicker.tsx';
import { type Step, StepCard } from './StepCard.tsx';
import { useStepColumns } from './use-step-columns.ts';

const stepsOf = (settings: Record<string, unknown>): Step[] =>
  Array.isArray(settings.steps) ? (settings.steps as Step[]) : [];

function freeStepId(steps: readonly Step[]): string {
  let n = steps.length + 1;
  while (steps.some(({ id }) => id === `s${n}`)) n += 1;
  return `s${n}`;
}

/** The steps of a prepare recipe: add, reorder, switch off, copy; the chosen one is open and the preview stops there. */
export function PrepareEditor({ projectId, recipe, onChange, sources, problems, step, onStep }: EditorProps) {
  const { steps: kinds } = useCatalog();
  const byId = useMemo(() => new Map(kinds.map((kind) => [kind.id, kind])), [kinds]);
  const steps = stepsOf(recipe.settings);
  const [dragged, setDragged] = useState<number | null>(null);
  const active = step === null ? null : step - 1;
  const columns = useStepColumns(projectId, recipe, active, sources);
  const set = (next: Step[], show: number | null) => {
    onChange({ ...recipe, settings: { ...recipe.settings, steps: next } });
    onStep(show === null ? null : show + 1);
  };
  const add = (kind: CatalogKind) => {
    const at = active === null ? steps.length : active + 1;
    const made: Step = { id: freeStepId(steps), kind: kind.id, settings: structuredClone(kind.defaults) };
    set([...steps.slice(0, at), made, ...steps.slice(at)], at);
  };
  const move = (from: number, to: number) => {
    const next = [...steps];
    const [one] = next.splice(from, 1);
    if (one) next.splice(to, 0, one);
    set(next, to);
  };
  const addButton = (
    <KindPicker kinds={kinds} label="Search steps" onPick={add}>
      {(open) => (
        <Button variant="light" leftSection={<IconPlus size={14} />} onClick={open} style={{ alignSelf: 'flex-start' }}>
          Add step
        </Button>
      )}
    </KindPicker>
  );
  if (steps.length === 0) {
    return (
      <EmptyState icon={IconWand} title="No steps yet" actions={addButton}>
        Each step cleans or computes columns. The preview shows its effect at once.
      </EmptyState>
    );
  }
  return (
    <div className={styles.steps}>
      {steps.map((one, index) => (
        <StepCard
          key={one.id}
          step={one}
          index={index}
          kind={byId.get(one.kind)}
          active={index === active}
          sources={index === active ? columns : sources}
          problems={problems.flatMap((problem) => {
            const prefix = `steps.${index}.`;
            const path = problem.path?.startsWith(prefix)
              ? problem.path.slice(prefix.length).replace(/^settings\./, '')
              : null;
            return path === null ? [] : [{ ...problem, path }];
          })}
          onToggle={() => onStep(index === active ? null : index + 1)}
          onChange={(next) =>
            set(
              steps.map((old) => (old.id === one.id ? next : old)),
              active,
            )
          }
          onDuplicate={() =>
            set(
              [
                ...steps.slice(0, index + 1),
                { ...structuredClone(one), id: freeStepId(steps) },
                ...steps.slice(index + 1),
              ],
              index + 1,
            )
          }
          onDelete={() =>
            set(
              steps.filter(({ id }) => id !== one.id),
              null,
            )
          }
          onDrag={() => setDragged(index)}
          onDropHere={() => {
            if (dragged !== null && dragged !== index) move(dragged, index);
            setDragged(null);
          }}
          onMove={(by) => {
            const to = index + by;
            if (to >= 0 && to < steps.length) move(index, to);
          }}
        />
      ))}
      <div style={{ marginTop: 8 }}>{addButton}</div>
    </div>
  );
}
