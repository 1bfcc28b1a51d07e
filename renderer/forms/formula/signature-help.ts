import { type EditorState, type Extension, StateField } from '@codemirror/state';
import { showTooltip, type Tooltip } from '@codemirror/view';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { enclosingCall, signatureParts } from './formula-words.ts';

const element = (tag: string, name: string, text = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

/** A signature as an element; the argument at the cursor is strong. */
export function signatureElement(fn: CatalogKind, argument: number): HTMLElement {
  const line = element('div', 'mr-signature');
  const parts = signatureParts(fn.signature ?? '');
  if (!parts) {
    line.textContent = fn.signature ?? fn.id;
    return line;
  }
  const current = Math.min(argument, parts.params.length - 1);
  line.append(element('span', 'mr-signature-name', parts.name), '(');
  for (const [index, name] of parts.params.entries()) {
    if (index > 0) line.append(', ');
    line.append(element(index === current ? 'strong' : 'span', '', name));
  }
  line.append(')');
  if (parts.result) line.append(element('span', 'mr-signature-result', ` → ${parts.result}`));
  return line;
}

/** What a function does, with its signature and an example: for completion. */
export function functionInfo(fn: CatalogKind): HTMLElement {
  const box = element('div', 'mr-function-info');
  box.append(signatureElement(fn, -1), element('p', '', fn.help));
  const example = fn.examples?.[0];
  if (example) box.append(element('code', '', `${example.formula} → ${example.result}`));
  return box;
}

/** Shows the signature of the function the cursor is in, above the line. */
export function signatureHelp(functions: () => readonly CatalogKind[]): Extension {
  const tooltipOf = (state: EditorState): Tooltip | null => {
    const { main } = state.selection;
    const call = main.empty ? enclosingCall(state.doc.toString(), main.head) : null;
    const fn = call && functions().find(({ id }) => id === call.name);
    if (!call || !fn) return null;
    return {
      pos: call.from,
      above: true,
      create: () => {
        const dom = element('div', 'mr-signature-tip');
        dom.append(signatureElement(fn, call.argument), element('p', '', fn.help));
        return { dom };
      },
    };
  };
  return StateField.define<Tooltip | null>({
    create: () => null,
    update: (shown, change) => (change.docChanged || change.selection ? tooltipOf(change.state) : shown),
    provide: (field) => showTooltip.from(field),
  });
}
