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
  extraCssText: 'border-radius:6px;box-shadow:0 4px 16px rgb(0 0 0 / 16%);max-width:360px;',
});

export interface TooltipFact {
  name: string;
  value: string;
  /** Colour of its mark. */
  colour?: string | undefined;
}

const MOST_FACTS = 18;

/** Content of a tooltip from texts: built as elements, so that no cell of a dataset is ever read as HTML. */
export function tooltipContent(title: string, facts: readonly TooltipFact[]): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('div');
  head.textContent = title;
  head.style.cssText = 'font-weight:600;margin-bottom:2px;white-space:normal;overflow-wrap:anywhere';
  box.append(head);
  const table = document.createElement('div');
  table.style.cssText = 'display:grid;grid-template-columns:auto auto;gap:0 16px';
  for (const { name, value, colour } of facts.slice(0, MOST_FACTS)) {
    const label = document.createElement('span');
    if (colour) {
      const dot = document.createElement('span');
      dot.style.cssText = 'display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px';
      dot.style.background = colour;
      label.append(dot);
    }
    const words = document.createElement('span');
    words.textContent = name;
    words.style.opacity = '0.7';
    label.append(words);
    const text = document.createElement('span');
    text.textContent = value;
    text.style.cssText = 'text-align:right;font-variant-numeric:tabular-nums;white-space:normal;overflow-wrap:anywhere';
    table.append(label, text);
  }
  box.append(table);
  if (facts.length > MOST_FACTS) {
    const more = document.createElement('div');
    more.textContent = `and ${facts.length - MOST_FACTS} more`;
    more.style.opacity = '0.7';
    box.append(more);
  }
  return box;
}
