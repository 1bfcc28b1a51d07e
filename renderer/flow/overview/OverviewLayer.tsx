import { useComputedColorScheme } from '@mantine/core';
import { type Edge, type ReactFlowState, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { AnyNode } from '../layers.ts';
import { coloursAt, drawOverview, type Scene } from './draw-overview.ts';
import styles from './overview.module.css';

interface OverviewLayerProps {
  edges: readonly Edge[];
  /** Nodes and wires that are elements of the page. */
  live: ReadonlySet<string>;
  /** Draws the nodes too. */
  boxes: boolean;
}

/** A canvas with all wires in sight, from afar with all nodes, drawn anew with every change of the view: at most once a frame. */
export function OverviewLayer({ edges, live, boxes }: OverviewLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi<AnyNode>();
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another colour scheme has other colours
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const colours = coloursAt(element);
    let frame = 0;
    const draw = () => {
      frame = 0;
      const { nodeLookup, transform, width, height } = store.getState();
      fit(element, { width, height });
      const ratio = window.devicePixelRatio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const scene: Scene = { nodes: nodeLookup, edges, live, transform, width, height, colours };
      drawOverview(context, scene, boxes);
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const stop = store.subscribe((now, before) => {
      if (isOther(now, before)) later();
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store, edges, live, boxes, scheme]);
  return <canvas ref={canvas} className={styles.layer} />;
}

type State = ReactFlowState<AnyNode>;
const isOther = (now: State, before: State): boolean =>
  now.transform !== before.transform ||
  now.nodes !== before.nodes ||
  now.width !== before.width ||
  now.height !== before.height;

/** Gives the canvas one pixel for each of the screen. */
function fit(element: HTMLCanvasElement, { width, height }: { width: number; height: number }): void {
  const ratio = window.devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w) element.width = w;
  if (element.height !== h) element.height = h;
}
