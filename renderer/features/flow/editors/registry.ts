import type { Editor } from './editor.ts';
import { FormEditor } from './FormEditor.tsx';
import { GroupEditor } from './GroupEditor.tsx';
import { JoinEditor } from './JoinEditor.tsx';
import { PivotEditor } from './PivotEditor.tsx';
import { PrepareEditor } from './PrepareEditor.tsx';
import { DistinctEditor, SortEditor, TopNEditor } from './RowsEditors.tsx';
import { SplitEditor } from './SplitEditor.tsx';
import { TrainEditor } from './TrainEditor.tsx';
import { UnpivotEditor } from './UnpivotEditor.tsx';
import { WindowEditor } from './WindowEditor.tsx';

const editors: Readonly<Record<string, Editor>> = {
  prepare: PrepareEditor,
  join: JoinEditor,
  group: GroupEditor,
  window: WindowEditor,
  sort: SortEditor,
  'top-n': TopNEditor,
  distinct: DistinctEditor,
  pivot: PivotEditor,
  unpivot: UnpivotEditor,
  train: TrainEditor,
  split: SplitEditor,
};

/** The hand-made editor that a kind names, else its form. */
export const editorOf = (id: string | undefined): Editor => (id ? editors[id] : undefined) ?? FormEditor;
