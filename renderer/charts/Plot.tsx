import type { ECElementEvent, EChartsCoreOption, EChartsType } from 'echarts/core';
import { type CSSProperties, useEffect, useRef } from 'react';
import { init } from './engine.ts';

interface PlotProps {
  option: EChartsCoreOption;
  /** What the picture shows, for those who do not see it. */
  label: string;
  onClick?: ((event: ECElementEvent) => void) | undefined;
  /** A click beside the marks, at a group of the axis: its number from the start. */
  onCategory?: ((index: number) => void) | undefined;
  /** A click anywhere in the plot, in numbers of its axes or of its map; goes before the others. */
  onPlace?: ((at: readonly [number, number]) => void) | undefined;
  style?: CSSProperties;
}

const drawn = new WeakMap<Element, EChartsCoreOption>();

/** The picture of a plot as SVG, as large as it is on screen; undefined when the element is no plot. */
export function svgOf(element: Element): string | undefined {
  const option = drawn.get(element);
  if (!option) return undefined;
  const { clientWidth: width, clientHeight: height } = element;
  const made = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    made.setOption({ ...option, animation: false });
    return made.renderToSVGString();
  } finally {
    made.dispose();
  }
}

/** Motion only for those who want it. */
const still = (option: EChartsCoreOption): EChartsCoreOption =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? { ...option, animation: false } : option;

const axisType = (axis: unknown): unknown =>
  axis && typeof axis === 'object' && 'type' in axis ? axis.type : undefined;

/** The group of the axis at a place on the screen. */
function categoryAt(made: EChartsType, option: EChartsCoreOption, at: number[]): number | undefined {
  const lying = axisType(option.yAxis) === 'category';
  if ((!lying && axisType(option.xAxis) !== 'category') || !made.containPixel({ gridIndex: 0 }, at)) return undefined;
  const index = made.convertFromPixel({ gridIndex: 0 }, at)[lying ? 1 : 0];
  return typeof index === 'number' && index >= 0 ? Math.round(index) : undefined;
}

/** A place on the screen as numbers of the axes, or of the map. */
function pointAt(made: EChartsType, { geo }: EChartsCoreOption, at: number[]): [number, number] | undefined {
  const finder = geo ? { geoIndex: 0 } : { gridIndex: 0 };
  if (!geo && !made.containPixel(finder, at)) return undefined;
  const [x, y] = made.convertFromPixel(finder, at) as (number | undefined)[];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : undefined;
}

/** One chart of the library: fills its parent, follows its size, is drawn anew when the option changes. */
export function Plot({ option, label, onClick, onCategory, onPlace, style }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ option, onClick, onCategory, onPlace });
  latest.current = { option, onClick, onCategory, onPlace };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', (event) => latest.current.onClick?.(event as ECElementEvent));
    made.getZr().on('click', ({ target, offsetX, offsetY }) => {
      const { option: now, onCategory: pick, onPlace: place } = latest.current;
      const at = [offsetX, offsetY];
      if (place) {
        const where = pointAt(made, now, at);
        if (where) place(where);
      } else if (pick && !target) {
        const index = categoryAt(made, now, at);
        if (index !== undefined) pick(index);
      }
    });
    const observer = new ResizeObserver(() => made.resize({ animation: { duration: 0 } }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(still(option), { notMerge: true });
    if (box.current) drawn.set(box.current, option);
  }, [option]);

  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      data-plot
      style={{
        width: '100%',
        height: '100%',
        minHeight: 0,
        cursor: onClick || onPlace ? 'pointer' : undefined,
        ...style,
      }}
    />
  );
}
