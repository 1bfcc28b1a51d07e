import { Button } from '@mantine/core';
import { IconPlus, IconWand } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import { useCatalog } from '../../../client/hooks.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { EditorProps } from './editor.ts';
import styles from './editors.module.css';
import { KindPicker } from './KindPicker.tsx';
import { StepCard } from './StepCard.tsx';
import { problemsOfStep, type Step, stepsOf, withCopy, withMoved, withNewStep } from './steps.ts';
import { useStepColumns } from './use-step-columns.ts';

/** The list of steps with what can be done to it; `show` names the step that is open afterwards. */
function useSteps({ recipe, onChange, onStep, step }: EditorProps) {
  const steps = stepsOf(recipe.settings);
  const active = step === null ? null : step - 1;
  const set = (next: Step[], show: number | null) => {
    onChange({ ...recipe, settings: { ...recipe.settings, steps: next } });
    onStep(show === null ? null : show + 1);
  };
  return {
    steps,
    active,
    toggle: (at: number) => onStep(at === active ? null : at + 1),
    add: (kind: CatalogKind) => {
      const at = active === null ? steps.length : active + 1;
      set(withNewStep(steps, at, kind), at);
    },
    replace: (at: number, next: Step) => set(steps.with(at, next), active),
    copy: (at: number) => set(withCopy(steps, at), at + 1),
    remove: (at: number) => set(steps.toSpliced(at, 1), null),
    move: (from: number, to: number) => {
      if (to >= 0 && to < steps.length && to !== from) set(withMoved(steps, from, to), to);
    },
  };
}

const AddStep = ({ kinds, onAdd }: { kinds: readonly CatalogKind[]; onAdd: (kind: CatalogKind) => void }) => (
  <KindPicker kinds={kinds} label="Search steps" onPick={onAdd}>
    {(open) => (
      <Button variant="light" leftSection={<IconPlus size={14} />} onClick={open}>
        Add step
      </Button>
    )}
  </KindPicker>
);

/** The steps of a prepare recipe: add, reorder, switch off, copy; the chosen one is open and the preview stops there. */
export function PrepareEditor(props: EditorProps) {
  const { projectId, recipe, sources, problems } = props;
  const { steps: kinds } = useCatalog();
  const byId = useMemo(() => new Map(kinds.map((kind) => [kind.id, kind])), [kinds]);
  const { steps, active, toggle, add, replace, copy, remove, move } = useSteps(props);
  const [dragged, setDragged] = useState<number | null>(null);
  const columns = useStepColumns(projectId, recipe, active, sources);
  if (steps.length === 0) {
    return (
      <EmptyState icon={IconWand} title="No steps yet" actions={<AddStep kinds={kinds} onAdd={add} />}>
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
          problems={problemsOfStep(problems, index)}
          onToggle={() => toggle(index)}
          onChange={(next) => replace(index, next)}
          onDuplicate={() => copy(index)}
          onDelete={() => remove(index)}
          onDrag={() => setDragged(index)}
          onDropHere={() => {
            if (dragged !== null) move(dragged, index);
            setDragged(null);
          }}
          onMove={(by) => move(index, index + by)}
        />
      ))}
      <div style={{ marginTop: 8 }}>
        <AddStep kinds={kinds} onAdd={add} />
      </div>
    </div>
  );
}
