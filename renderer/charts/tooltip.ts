import type { Palette } from './palette.ts';

/** Frame of every tooltip. */
export const tooltipStyle = (palette: Palette) => ({
  confine: true,
  backgroundColor: palette.raised,
  borderColor: palette.line,
  borderWidth: 1,
  padding: [8, 12],
  transitionDuration: 0.1,
  textStyle: { color: palette.text, fontSize: 12, fontFamily: 'inherit' },
  extraCssText: 'border-radius:6px;box-shadow:0 4px 16px rgb(0 0 0 / 16%);',
});

/** Content of a tooltip from texts: built as elements, so that no cell of a dataset is ever read as HTML. */
export function tooltipContent(title: string, facts: readonly (readonly [name: string, value: string])[]): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('div');
  head.textContent = title;
  head.style.cssText = 'font-weight:600;margin-bottom:2px';
  box.append(head);
  const table = document.createElement('div');
  table.style.cssText = 'display:grid;grid-template-columns:auto auto;gap:0 16px';
  for (const [name, value] of facts) {
    const label = document.createElement('span');
    label.textContent = name;
    label.style.opacity = '0.7';
    const text = document.createElement('span');
    text.textContent = value;
    text.style.cssText = 'text-align:right;font-variant-numeric:tabular-nums';
    table.append(label, text);
  }
  box.append(table);
  return box;
}
