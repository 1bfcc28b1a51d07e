import type { Editor } from './editor.ts';
import { FormEditor } from './FormEditor.tsx';
import { JoinEditor } from './JoinEditor.tsx';
import { PrepareEditor } from './PrepareEditor.tsx';

const editors: Readonly<Record<string, Editor>> = { prepare: PrepareEditor, join: JoinEditor };

/** The hand-made editor that a kind names, else its form. */
export const editorOf = (id: string | undefined): Editor => (id ? editors[id] : undefined) ?? FormEditor;
