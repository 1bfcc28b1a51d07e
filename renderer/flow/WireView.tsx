import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { sizes } from './graph.ts';
import { cornersOf, cornersPath } from './wire-line.ts';

/** Length of a wire with room for a label, in flow units. */
const ROOM = 96;
/** From the middle of a node to above it. */
const ABOVE = sizes.recipe.height / 2 + 10;

/** A wire of the canvas: a curve, or with corners when it runs back to a node further left. */
export const WireView = memo(function WireView(props: EdgeProps) {
  const { path, x, y: middle } = lineOf(props);
  const y = isShort(props) ? Math.min(props.sourceY, props.targetY) - ABOVE : middle;
  const { label, labelStyle, labelBgStyle, labelBgPadding, labelBgBorderRadius, style, interactionWidth } = props;
  const look = { labelStyle, labelBgStyle, labelBgPadding, labelBgBorderRadius, style, interactionWidth };
  return <BaseEdge path={path} label={label} labelX={x} labelY={y} {...defined(look)} />;
});

/** A wire on which a label of words has no room between the nodes. */
const isShort = ({ sourceX, targetX, label }: EdgeProps): boolean =>
  typeof label === 'string' && label.length > 1 && targetX > sourceX && targetX - sourceX < ROOM;

function lineOf({ sourceX: x1, sourceY: y1, targetX: x2, targetY: y2, ...ends }: EdgeProps) {
  const corners = cornersOf({ x1, y1, x2, y2 });
  if (corners) return { path: cornersPath(corners), x: (x1 + x2) / 2, y: corners[2]?.[1] ?? y1 };
  const [path, x, y] = getBezierPath({ sourceX: x1, sourceY: y1, targetX: x2, targetY: y2, ...ends });
  return { path, x, y };
}

/** Without what is not given: React Flow tells that apart from undefined. */
const defined = <T extends object>(from: T) =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;
