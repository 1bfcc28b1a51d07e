/** Properties that go down to what is within: written where they change. */
const inherited = [
  'color',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'letter-spacing',
  'line-height',
  'text-align',
  'white-space',
  'text-transform',
] as const;

/** Other properties, each with what goes without saying. */
const own: Readonly<Record<string, readonly string[]>> = {
  display: ['block', 'inline'],
  'flex-direction': ['row'],
  'flex-wrap': ['nowrap'],
  flex: ['0 1 auto'],
  'align-items': ['normal'],
  'align-content': ['normal'],
  'place-items': ['normal', 'normal normal', 'normal legacy'],
  'justify-content': ['normal'],
  gap: ['normal', 'normal normal'],
  'grid-template-columns': ['none'],
  padding: ['0px'],
  margin: ['0px'],
  'background-color': ['rgba(0, 0, 0, 0)'],
  'border-radius': ['0px'],
  overflow: ['visible', 'auto'],
  'text-overflow': ['clip'],
  'min-width': ['auto', '0px'],
  'min-height': ['auto', '0px'],
  opacity: ['1'],
};
const sides = ['top', 'right', 'bottom', 'left'] as const;
const blocks = /^(DIV|P|H\d|UL|OL|LI|SECTION|FIGURE|PRE|BLOCKQUOTE)$/;

function borders(style: CSSStyleDeclaration): string[] {
  return sides.flatMap((side) => {
    const width = style.getPropertyValue(`border-${side}-width`);
    if (width === '0px') return [];
    const [kind, colour] = [
      style.getPropertyValue(`border-${side}-style`),
      style.getPropertyValue(`border-${side}-color`),
    ];
    return kind === 'none' ? [] : [`border-${side}:${width} ${kind} ${colour}`];
  });
}

const ICON = 48;

/** Boxes without text have no other reason for their size. */
function sizes(element: Element, style: CSSStyleDeclaration): string[] {
  const isBare = element.textContent === '' && element.tagName !== 'BR';
  const isSmall = Number.parseFloat(style.width) <= ICON && Number.parseFloat(style.height) <= ICON;
  const hasSize = isBare && (element.childElementCount === 0 || isSmall);
  if (!hasSize && element.tagName !== 'svg' && element.tagName !== 'IMG') return [];
  return [`width:${style.width}`, `height:${style.height}`];
}

/** Whether an element fills the box that it alone stands in. */
function fills(element: Element): boolean {
  const { parentElement: parent } = element;
  if (parent?.childElementCount !== 1) return false;
  const { paddingTop, paddingBottom } = getComputedStyle(parent);
  const room = parent.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  return room > 0 && Math.abs(element.getBoundingClientRect().height - room) < 2;
}

/**
 * How an element looks on screen, as text for its `style`, so that it looks the same in a file without the stylesheets of the
 * workbench. What the element has of its parent is not repeated.
 */
export function exportedStyle(element: Element): string {
  const style = getComputedStyle(element);
  const parent = element.parentElement ? getComputedStyle(element.parentElement) : undefined;
  const changed = inherited.flatMap((name) => {
    const value = style.getPropertyValue(name);
    return parent?.getPropertyValue(name) === value ? [] : [`${name}:${value}`];
  });
  const said = Object.entries(own).flatMap(([name, usual]) => {
    const value = style.getPropertyValue(name);
    const isUsual =
      name === 'display' ? value === (blocks.test(element.tagName) ? 'block' : 'inline') : usual.includes(value);
    return isUsual ? [] : [`${name}:${value}`];
  });
  const height = fills(element) ? ['height:100%'] : [];
  return [...changed, ...said, ...borders(style), ...sizes(element, style), ...height].join(';');
}
