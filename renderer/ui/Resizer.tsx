import { type PointerEvent, useState } from 'react';
import styles from './ui.module.css';

interface ResizerProps {
  /** `x`: drags left and right, `y`: up and down. */
  axis: 'x' | 'y';
  size: number;
  /** +1 when dragging right or down makes the part larger, -1 when smaller. */
  direction: 1 | -1;
  min: number;
  max: number;
  label: string;
  onResize: (size: number) => void;
}

/** The draggable line between two parts; arrow keys move it too. */
export function Resizer({ axis, size, direction, min, max, label, onResize }: ResizerProps) {
  const [start, setStart] = useState<{ at: number; size: number } | null>(null);
  const at = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);
  const clamp = (value: number) => Math.max(min, Math.min(max, Math.round(value)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the pattern for a window splitter
    <div
      className={styles.resizer}
      data-axis={axis}
      data-dragging={start ? true : undefined}
      role="separator"
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ at: at(event), size });
      }}
      onPointerMove={(event) => {
        if (start) onResize(clamp(start.size + (at(event) - start.at) * direction));
      }}
      onPointerUp={() => setStart(null)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -16, ArrowUp: -16, ArrowRight: 16, ArrowDown: 16 }[event.key];
        if (step) onResize(clamp(size + step * direction));
      }}
    />
  );
}
