import type { ECElementEvent, EChartsCoreOption, EChartsType } from 'echarts/core';
import { type CSSProperties, useEffect, useRef } from 'react';
import { init } from './engine.ts';

interface PlotProps {
  option: EChartsCoreOption;
  /** What the picture shows, for those who do not see it. */
  label: string;
  onClick?: ((event: ECElementEvent) => void) | undefined;
  style?: CSSProperties;
}

/** One chart of the library: fills its parent, follows its size, is drawn anew when the option changes. */
export function Plot({ option, label, onClick, style }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const handler = useRef(onClick);
  handler.current = onClick;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', (event) => handler.current?.(event as ECElementEvent));
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
  }, [option]);

  return (
    <div
      ref={box}
      role="img"
      aria-label={label}
      style={{ width: '100%', height: '100%', minHeight: 0, cursor: onClick ? 'pointer' : undefined, ...style }}
    />
  );
}
