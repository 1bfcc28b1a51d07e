import './formula.css';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { useCatalog } from '../../client/hooks.ts';
import { currentProject } from '../../state/current-project.ts';
import { useKnownVariables } from '../variables/variable-scope.ts';
import { type FormulaWords, formulaExtensions } from './formula-extensions.ts';

const noVariables: FormulaWords['variables'] = [];

interface FormulaInputProps {
  value: string;
  /** Columns in reach. */
  schema: Schema;
  label: string;
  placeholder?: string;
  /** Several lines, for formulas that are part of settings. */
  lines?: boolean;
  onChange?: (text: string) => void;
  /** On Enter (Ctrl+Enter with several lines) and when the focus leaves. */
  onCommit?: (text: string) => void;
  /** The type of the result as the node sees it; null while there is none. */
  onType?: (type: string | null) => void;
  handle?: Ref<FormulaHandle>;
}

/** What others may do with a formula field. */
export interface FormulaHandle {
  /** Puts a text in place of the selection; the cursor goes `back` signs before its end. */
  insert(text: string, back?: number): void;
}

/** A formula field. */
export function FormulaInput(props: FormulaInputProps) {
  const { value, schema, label, placeholder = '', lines = false, handle } = props;
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const { functions } = useCatalog();
  const variables = useKnownVariables() ?? noVariables;
  const words: FormulaWords = { schema, functions, variables, project: currentProject() };
  const latest = useRef({ props, words });
  latest.current = { props, words };
  // Texts told to the owner and not yet seen to come back: one that comes late is no news, and must not undo later typing.
  const told = useRef(new Set<string>());

  useEffect(() => {
    if (!host.current) return;
    const extensions = formulaExtensions({
      words: () => latest.current.words,
      label,
      hint: placeholder,
      oneLine: !lines,
      onChange: (text) => {
        const { onChange } = latest.current.props;
        if (onChange) told.current.add(text);
        onChange?.(text);
      },
      onCommit: (text) => {
        if (text !== latest.current.props.value) latest.current.props.onCommit?.(text);
      },
      onType: (type) => latest.current.props.onType?.(type),
    });
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: latest.current.props.value, extensions }),
    });
    setView(made);
    return () => made.destroy();
  }, [label, placeholder, lines]);

  useEffect(() => {
    if (!view) return;
    const isKnown = view.state.doc.toString() === value;
    if (!isKnown && told.current.has(value)) return;
    if (!isKnown) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    told.current.clear();
  }, [view, value]);

  useImperativeHandle(
    handle,
    () => ({
      insert: (text, back = 0) => {
        if (!view) return;
        const { from, to } = view.state.selection.main;
        view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length - back } });
        view.focus();
      },
    }),
    [view],
  );

  return <div ref={host} className="mr-formula" data-lines={lines ? 'many' : 'one'} />;
}
