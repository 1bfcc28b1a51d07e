import {
  acceptCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
} from '@codemirror/autocomplete';
import type { Action } from '@codemirror/lint';
import { type EditorState, type Extension, Prec } from '@codemirror/state';
import { type EditorView, hoverTooltip, keymap, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { variableRefs } from '../../../nodes/base/variable-refs.ts';
import type { KnownVariable } from '../variables/variable-scope.ts';
import { unknownRefs } from '../variables/variable-text.ts';

type Known = () => readonly KnownVariable[];

/** What a variable stands for, in a few words. */
const valueWords = ({ value, from }: KnownVariable): string =>
  value === null ? from : `${value || '(empty)'} · ${from}`;

/** Offers variables after `${`; null elsewhere. What is left of the name and its brace is replaced. */
export function variableCompletions(context: CompletionContext, variables: Known): CompletionResult | null {
  const open = context.matchBefore(/\$\{\w*/);
  if (!open) return null;
  const options = variables().map((one): Completion => {
    return {
      label: one.name,
      detail: valueWords(one),
      apply: (view, _, from, to) => insertName(view, one.name, { from, to }),
    };
  });
  return { from: open.from + 2, options, validFor: /^\w*$/ };
}

function insertName(view: EditorView, name: string, { from, to }: { from: number; to: number }): void {
  const left = /^\w*\}/.exec(view.state.sliceDoc(to, to + 100))?.[0].length ?? 0;
  view.dispatch({
    changes: { from, to: to + left, insert: `${name}}` },
    selection: { anchor: from + name.length + 1 },
    userEvent: 'input.complete',
  });
}

const isInName = ({ selection: { main }, doc }: EditorState): boolean =>
  main.empty && /\$\{\w*$/.test(doc.sliceString(Math.max(0, main.head - 100), main.head));

/** An Enter that came before the list did: kept for it, and dropped when anything else happens first. */
const heldEnter = ViewPlugin.fromClass(
  class {
    isHeld = false;
    update({ view, state, docChanged, selectionSet }: ViewUpdate) {
      if (docChanged || selectionSet) this.isHeld = false;
      if (!this.isHeld || completionStatus(state) === 'pending') return;
      this.isHeld = false;
      queueMicrotask(() => {
        if (view.dom.isConnected && view.state === state) acceptCompletion(view);
      });
    }
  },
);

/** Enter inside `${…` takes the offered variable, also when the list is about to open: nobody wants a new line there. */
export function variableEnter(): Extension {
  const run = (view: EditorView): boolean => {
    if (!isInName(view.state)) return false;
    if (acceptCompletion(view)) return true;
    const plugin = view.plugin(heldEnter);
    if (!plugin || completionStatus(view.state) !== 'pending') return false;
    plugin.isHeld = true;
    return true;
  };
  return [heldEnter, Prec.highest(keymap.of([{ key: 'Enter', run }]))];
}

/** The value of the variable under the pointer. */
export function variableHover(variables: Known): Extension {
  return hoverTooltip((view, pos) => {
    const ref = variableRefs(view.state.doc.toString()).find(({ from, to }) => pos >= from && pos <= to);
    const known = ref && variables().find(({ name }) => name === ref.name);
    if (!ref || !known) return null;
    return {
      ...{ pos: ref.from, end: ref.to, above: true },
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'mr-signature-tip';
        dom.textContent = `${known.name} = ${valueWords(known)}`;
        return { dom };
      },
    };
  });
}

/** Puts the name that was meant in the place of an unknown one. */
export function variableActions(variable: unknown, variables: Known): Action[] {
  const names = variables().map(({ name }) => name);
  const [unknown] = typeof variable === 'string' ? unknownRefs(`\${${variable}}`, names) : [];
  const near = unknown?.near;
  if (near === undefined) return [];
  const apply = (view: EditorView, from: number, to: number) =>
    view.dispatch({ changes: { from, to, insert: `\${${near}}` }, userEvent: 'input' });
  return [{ name: `Use ${near}`, apply }];
}
