import { useMemo, useState } from 'react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project, Recipe } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCatalog, useNodeInfo } from '../../client/hooks.ts';
import type { FormSources } from '../../forms/form-context.ts';
import { usePreferences } from '../../state/workbench.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Resizer } from '../../ui/Resizer.tsx';
import { DatasetPane } from './DatasetPane.tsx';
import styles from './editors/editors.module.css';
import { editorOf } from './editors/registry.ts';
import { Ports } from './Ports.tsx';
import { Preview, usePreview } from './Preview.tsx';
import { Problems } from './Problems.tsx';
import { useDraft } from './use-draft.ts';

interface RecipePaneProps {
  projectId: string;
  project: Project;
  recipe: Recipe;
  states: ReadonlyMap<string, FlowNode>;
}

/** Columns of all datasets, and those of the recipe's inputs by role. */
function useSources(project: Project, recipe: Recipe, states: ReadonlyMap<string, FlowNode>) {
  return useMemo(() => {
    const schemas = new Map<string, Schema>();
    for (const [id, node] of states) if (node.schema) schemas.set(id, node.schema);
    const byRole: Record<string, Schema> = {};
    for (const [role, ids] of Object.entries(recipe.inputs)) {
      const schema = ids[0] ? schemas.get(ids[0]) : undefined;
      if (schema) byRole[role] = schema;
    }
    const sources: FormSources = {
      schemas: byRole,
      datasets: Object.values(project.datasets),
      models: Object.values(project.models),
    };
    return { schemas, sources };
  }, [project.datasets, project.models, recipe.inputs, states]);
}

/** Settings left, result right. */
export function RecipePane({ projectId, project, recipe, states }: RecipePaneProps) {
  const catalog = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const { settingsWidth, set } = usePreferences();
  const [draft, change] = useDraft(projectId, recipe);
  const [step, setStep] = useState<number | null>(null);
  const outputs = Object.values(draft.outputs)
    .flat()
    .filter((id) => project.datasets[id])
    .map((id) => ({ id, name: project.datasets[id]?.name ?? id }));
  const [chosen, setChosen] = useState<string | undefined>();
  const output = outputs.some(({ id }) => id === chosen) ? chosen : outputs[0]?.id;
  const { schemas, sources } = useSources(project, draft, states);
  const kind = catalog.recipes.find(({ id }) => id === recipe.kind);
  const preview = usePreview(projectId, draft, { output, step, enabled: !readOnly });
  const before = Math.max(0, (step ?? 1) - 1);
  const former = usePreview(projectId, draft, { output, step: before, enabled: !readOnly && step !== null });
  if (!kind) {
    return (
      <div style={{ padding: 16 }}>
        {catalog.recipes.length > 0 ? <Notice>This node does not know recipes of kind “{recipe.kind}”.</Notice> : null}
      </div>
    );
  }
  const Editor = editorOf(kind.editor);
  const problems = preview.data?.problems ?? states.get(recipe.id)?.problems ?? [];
  const count = Array.isArray(draft.settings.steps) ? draft.settings.steps.length : 0;
  return (
    <>
      <div className={styles.settings} style={{ width: settingsWidth }} inert={readOnly} data-settings>
        <Ports project={project} kind={kind} recipe={draft} onChange={change} />
        <div style={{ margin: '0 -12px' }}>
          <Problems problems={problems} />
        </div>
        <Editor
          projectId={projectId}
          project={project}
          kind={kind}
          recipe={draft}
          onChange={change}
          sources={sources}
          schemas={schemas}
          problems={problems}
          step={step}
          onStep={setStep}
        />
      </div>
      <Resizer
        axis="x"
        direction={1}
        size={settingsWidth}
        min={280}
        max={640}
        label="Width of the settings"
        onResize={(width) => set({ settingsWidth: width })}
      />
      {readOnly && output ? (
        <DatasetPane projectId={projectId} project={project} id={output} node={states.get(output)} />
      ) : null}
      {readOnly ? null : (
        <Preview
          preview={preview}
          before={kind.editor === 'prepare' ? (step === null ? preview.data?.before : former.data?.page) : null}
          place={kind.editor === 'prepare' && step !== null ? `after step ${step} of ${count}` : null}
          outputs={outputs}
          output={output}
          onOutput={setChosen}
        />
      )}
    </>
  );
}
