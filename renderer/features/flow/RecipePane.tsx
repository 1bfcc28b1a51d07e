import { useMemo, useState } from 'react';
import type { Problem } from '../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project, Recipe } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCatalog, useNodeInfo } from '../../client/hooks.ts';
import { FormContext, type FormSources } from '../../forms/form-context.ts';
import type { CellAt } from '../../grid/use-keys.ts';
import { usePreferences } from '../../state/workbench.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Resizer } from '../../ui/Resizer.tsx';
import { DatasetPane } from './DatasetPane.tsx';
import { CellBar } from './editors/CellBar.tsx';
import { ColumnMenu } from './editors/ColumnMenu.tsx';
import styles from './editors/editors.module.css';
import { editorOf } from './editors/registry.ts';
import { withSuggestion } from './editors/steps.ts';
import type { Suggestion } from './editors/suggestions.ts';
import { Failure } from './Failure.tsx';
import { Ports } from './Ports.tsx';
import { Preview, usePreview } from './Preview.tsx';
import { Problems } from './Problems.tsx';
import type { PreviewSample } from './SampleMenu.tsx';
import { useDraft } from './use-draft.ts';

interface RecipePaneProps {
  projectId: string;
  project: Project;
  recipe: Recipe;
  states: ReadonlyMap<string, FlowNode>;
}

/** Columns of all datasets, and those of the recipe's inputs by role. */
function useSources(projectId: string, project: Project, recipe: Recipe, states: ReadonlyMap<string, FlowNode>) {
  return useMemo(() => {
    const schemas = new Map<string, Schema>();
    for (const [id, node] of states) if (node.schema) schemas.set(id, node.schema);
    const byRole: Record<string, Schema> = {};
    for (const [role, ids] of Object.entries(recipe.inputs)) {
      const schema = ids[0] ? schemas.get(ids[0]) : undefined;
      if (schema) byRole[role] = schema;
    }
    const input = recipe.inputs.input?.[0];
    const sources: FormSources = {
      sample: input && schemas.has(input) ? { projectId, input } : undefined,
      schemas: byRole,
      datasets: Object.values(project.datasets),
      models: Object.values(project.models),
    };
    return { schemas, sources };
  }, [projectId, project.datasets, project.models, recipe.inputs, states]);
}

const named = (project: Project, ports: Recipe['inputs']) =>
  Object.values(ports)
    .flat()
    .filter((id) => project.datasets[id])
    .map((id) => ({ id, name: project.datasets[id]?.name ?? id }));

/** Settings left, result right. */
export function RecipePane({ projectId, project, recipe, states }: RecipePaneProps) {
  const catalog = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const { settingsWidth, set } = usePreferences();
  const [draft, change, flush] = useDraft(projectId, recipe);
  const [step, setStep] = useState<number | null>(null);
  const [sample, setSample] = useState<PreviewSample>('head');
  const [chosen, setChosen] = useState<string | undefined>();
  const outputs = named(project, draft.outputs);
  const output = outputs.some(({ id }) => id === chosen) ? chosen : outputs[0]?.id;
  const { schemas, sources } = useSources(projectId, project, draft, states);
  const kind = catalog.recipes.find(({ id }) => id === recipe.kind);
  const preview = usePreview(projectId, draft, { output, step, sample, enabled: !readOnly });
  const steps = useSuggestedSteps({ recipe: draft, onChange: change, step, onStep: setStep, preview });
  if (!kind) {
    return (
      <div style={{ padding: 16 }}>
        {catalog.recipes.length > 0 ? <Notice>This node does not know recipes of kind “{recipe.kind}”.</Notice> : null}
      </div>
    );
  }
  const Editor = editorOf(kind.editor);
  const told = preview.data?.problems ?? states.get(recipe.id)?.problems ?? [];
  // That rows are not there yet says nothing about the settings; the preview tells it.
  const problems = told.filter(({ code }) => code !== 'DATA_NOT_BUILT');
  const count = Array.isArray(draft.settings.steps) ? draft.settings.steps.length : 0;
  const isPrepare = kind.editor === 'prepare';
  return (
    <>
      <div
        className={styles.settings}
        style={{ width: settingsWidth }}
        inert={readOnly}
        data-settings
        data-variables=""
      >
        <Ports projectId={projectId} project={project} kind={kind} recipe={draft} onChange={change} onFlush={flush} />
        <Failure projectId={projectId} node={states.get(recipe.id)} inset />
        <Problems problems={problems.filter((problem) => !isShownInPlace(kind, problem))} inset />
        <FormContext value={sources}>
          <Editor
            projectId={projectId}
            project={project}
            kind={kind}
            recipe={draft}
            onChange={change}
            sources={sources}
            schemas={schemas}
            problems={problems}
            result={preview.shown?.page?.schema ?? null}
            step={step}
            onStep={setStep}
          />
        </FormContext>
      </div>
      <Resizer
        axis="x"
        direction={1}
        size={settingsWidth}
        min={320}
        max={720}
        label="Width of the settings"
        onResize={(width) => set({ settingsWidth: width })}
      />
      {readOnly && output ? (
        <DatasetPane projectId={projectId} project={project} id={output} node={states.get(output)} />
      ) : null}
      {readOnly ? null : (
        <Preview
          projectId={projectId}
          preview={preview}
          place={isPrepare && step !== null ? `after step ${step} of ${count}` : null}
          inputs={named(project, draft.inputs)}
          input={schemas.get(Object.values(draft.inputs).flat()[0] ?? '')}
          outputs={outputs}
          output={output}
          onOutput={setChosen}
          sample={sample}
          onSample={setSample}
          {...(isPrepare && { onCell: steps.onCell, onColumnMenu: steps.onColumnMenu, footer: steps.bar })}
        />
      )}
      {isPrepare ? steps.menu : null}
    </>
  );
}

/** Problems that the editor shows at the field, the step or the card they are about. */
function isShownInPlace({ editor, form }: CatalogKind, { path, code }: Problem): boolean {
  if (!path) return false;
  if (editor === undefined) return form.some(({ fields }) => fields.some(({ key }) => key === path));
  if (editor === 'prepare') return path.startsWith('steps.');
  // Editors know the places of their own problems, but a variable may stand anywhere.
  if (code.startsWith('FLOW_VARIABLE_')) return false;
  return !path.startsWith('inputs.') && !path.startsWith('outputs.');
}

interface SuggestedStepsInput {
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
  step: number | null;
  onStep: (step: number | null) => void;
  preview: ReturnType<typeof usePreview>;
}

/** Steps from the header of a column and from a cell of the preview, put after the step on show. */
function useSuggestedSteps({ recipe, onChange, step, onStep, preview }: SuggestedStepsInput) {
  const [cell, setCell] = useState<CellAt | null>(null);
  const [menu, setMenu] = useState<{ column: string; x: number; y: number } | null>(null);
  const schema = preview.shown?.page?.schema ?? [];
  const columnOf = (name: string | undefined) => schema.find((column) => column.name === name);
  const column = columnOf(cell?.column);
  const pick = (suggestion: Suggestion) => {
    const { steps, at } = withSuggestion(recipe.settings, step, suggestion);
    onChange({ ...recipe, settings: { ...recipe.settings, steps } });
    onStep(at + 1);
    setMenu(null);
    setCell(null);
  };
  return {
    onCell: setCell,
    onColumnMenu: (name: string, { x, y }: { x: number; y: number }) => setMenu({ column: name, x, y }),
    bar: <CellBar cell={cell && column ? { column, value: cell.value } : null} onPick={pick} />,
    menu: <ColumnMenu column={columnOf(menu?.column)} at={menu} onPick={pick} onClose={() => setMenu(null)} />,
  };
}
