import type { ComponentType } from 'react';
import type { Problem } from '../../../../nodes/base/problem.ts';
import type { CatalogKind } from '../../../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../../nodes/contract/schema.ts';
import type { FormSources } from '../../../forms/form-context.ts';

export interface EditorProps {
  projectId: string;
  project: Project;
  kind: CatalogKind;
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
  sources: FormSources;
  /** Columns of every dataset of the flow, by id. */
  schemas: ReadonlyMap<string, Schema>;
  problems: readonly Problem[];
  /** Columns of the result as previewed; null while they are not known. */
  result: Schema | null;
  /** Prepare: how many steps the preview applies; null: all. */
  step: number | null;
  onStep: (step: number | null) => void;
}

/** The settings part of the recipe pane. */
export type Editor = ComponentType<EditorProps>;
