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

const axisType = (axis: unknown): unknown =>
  axis && typeof axis === 'object' && 'type' in axis ? axis.type : undefined;

/** One chart of the library: fills its parent, follows its size, is drawn anew when the option changes. */
export function Plot({ option, label, onClick, onCategory, style }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ option, onClick, onCategory });
  latest.current = { option, onClick, onCategory };

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', (event) => latest.current.onClick?.(event as ECElementEvent));
    made.getZr().on('click', (event) => {
      const { option: now, onCategory: pick } = latest.current;
      if (event.target || !pick) return;
      const at = [event.offsetX, event.offsetY];
      const lying = axisType(now.yAxis) === 'category';
      if ((!lying && axisType(now.xAxis) !== 'category') || !made.containPixel({ gridIndex: 0 }, at)) return;
      const index = made.convertFromPixel({ gridIndex: 0 }, at)[lying ? 1 : 0];
      if (typeof index === 'number' && index >= 0) pick(Math.round(index));
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
    chart.current?.setOption(option, { notMerge: true });
    if (box.current) drawn.set(box.current, option);
  }, [option]);

  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      data-plot
      style={{ width: '100%', height: '100%', minHeight: 0, cursor: onClick ? 'pointer' : undefined, ...style }}
    />
  );
}
