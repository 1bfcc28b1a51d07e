import {
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, placeholder, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { call } from '../../client/call.ts';
import { typeNames } from '../../ui/cell-text.ts';
import type { KnownVariable } from '../variables/variable-scope.ts';
import { columnInFormula, formulaParts } from './formula-words.ts';
import { functionInfo, signatureHelp } from './signature-help.ts';
import { variableActions, variableCompletions, variableEnter, variableHover } from './variable-extensions.ts';

const marks = new Map<string, Decoration>();
const markOf = (kind: string): Decoration => {
  const mark = marks.get(kind) ?? Decoration.mark({ class: `mr-formula-${kind}` });
  marks.set(kind, mark);
  return mark;
};
const decorate = (view: EditorView) =>
  Decoration.set(
    formulaParts(view.state.doc.toString()).map(({ from, to, kind }) => markOf(kind).range(from, to)),
    true,
  );

const colouring = ViewPlugin.fromClass(
  class {
    decorations;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** What completion offers, read when it opens: the columns in reach and the functions of the language. */
export interface FormulaWords {
  schema: Schema;
  functions: readonly CatalogKind[];
  /** Variables that `${…}` may stand for. */
  variables: readonly KnownVariable[];
  /** Whose variables they are. */
  project: string | null;
}

function completions(words: () => FormulaWords) {
  return (context: CompletionContext) => {
    const inVariable = variableCompletions(context, () => words().variables);
    if (inVariable) return inVariable;
    const word = context.matchBefore(/["`]?[\w]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const { schema, functions } = words();
    const options: Completion[] = [
      ...schema.map(({ name, type }) => ({
        label: name,
        apply: columnInFormula(name),
        detail: typeNames[type],
        type: 'variable',
        boost: 2,
      })),
      ...functions
        .filter(({ category }) => category !== 'operators')
        .map((fn) => ({
          label: fn.id,
          apply: (view: EditorView, _: Completion, from: number, to: number) =>
            view.dispatch({
              changes: { from, to, insert: `${fn.id}()` },
              selection: { anchor: from + fn.id.length + 1 },
            }),
          detail: fn.signature?.replace(fn.id, '') ?? '',
          info: () => functionInfo(fn),
          type: 'function',
        })),
    ];
    return { from: word.from, options, validFor: /^["`]?\w*$/ };
  };
}

/** Asks the node whether the formula is right; its words land under the place they speak of. */
function checking(words: () => FormulaWords, onType: (type: string | null) => void) {
  return linter(
    async (view): Promise<Diagnostic[]> => {
      const formula = view.state.doc.toString();
      if (formula.trim() === '') {
        onType(null);
        return [];
      }
      const { schema, project } = words();
      const body = { formula, schema, ...(project === null ? {} : { project }) };
      const reply = await call('formula.check', { body }).catch(() => null);
      if (!reply) return [];
      onType(reply.type);
      return reply.problems.map(({ severity, message, data }) => {
        // The node counts from 1; without an end the word at the place is meant.
        const at = Number(data?.position ?? 1) - 1;
        const from = Math.max(0, Math.min(Number.isFinite(at) ? at : 0, formula.length - 1));
        const word = /^(?:"[^"]*"|'[^']*'|\w+|.)/.exec(formula.slice(from))?.[0].length ?? 1;
        const end = Number(data?.end ?? from + word);
        const actions = variableActions(data?.variable, () => words().variables);
        return { from, to: Math.max(from + 1, Math.min(formula.length, end)), severity, message, actions };
      });
    },
    { delay: 350 },
  );
}

interface FormulaOptions {
  words: () => FormulaWords;
  label: string;
  hint: string;
  /** One line: Enter commits. */
  oneLine: boolean;
  onChange: (text: string) => void;
  onCommit: (text: string) => void;
  onType: (type: string | null) => void;
}

/** The editor for formulas: colours, completion of columns and functions, type errors from the node. */
export function formulaExtensions(options: FormulaOptions): Extension[] {
  const { words, label, hint, oneLine, onChange, onCommit, onType } = options;
  const commit = (view: EditorView) => {
    onCommit(view.state.doc.toString());
    return true;
  };
  return [
    history(),
    closeBrackets(),
    colouring,
    // What is seen can be taken: without a delay, a quick Enter is not for the text behind the list.
    autocompletion({ override: [completions(words)], icons: false, interactionDelay: 0 }),
    variableEnter(),
    checking(words, onType),
    signatureHelp(() => words().functions),
    variableHover(() => words().variables),
    placeholder(hint),
    keymap.of([
      ...completionKeymap,
      ...(oneLine ? [{ key: 'Enter', run: commit }] : [{ key: 'Mod-Enter', run: commit }]),
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    oneLine
      ? EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? [] : change))
      : EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({ blur: (_, view) => void commit(view) }),
  ];
}
