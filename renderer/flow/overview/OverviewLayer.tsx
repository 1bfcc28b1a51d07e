import { useComputedColorScheme } from '@mantine/core';
import { type Edge, type ReactFlowState, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { AnyNode } from '../layers.ts';
import { coloursAt } from './colours.ts';
import { IconSheet, picturesOf } from './IconSheet.tsx';
import type { Pen } from './node-picture.ts';
import styles from './overview.module.css';
import { type Content, createSceneDrawer } from './scene-drawer.ts';
import type { Nodes } from './wires.ts';

interface OverviewLayerProps {
  nodes: readonly AnyNode[];
  edges: readonly Edge[];
  /** Nodes and wires that are elements of the page. */
  live: ReadonlySet<string>;
  /** Draws the nodes too. */
  withNodes: boolean;
  /** The view moves. */
  moving: boolean;
}

/** Pixels that a picture that moves reaches beyond the pane on every side. */
const ROOM = 160;

/**
 * A canvas with all wires in sight, at times with all nodes, brought up to date at most once a frame. While the view moves it is
 * a picture with some room around that is shifted and scaled; once at rest it is drawn sharp.
 */
export function OverviewLayer({ nodes, edges, live, withNodes, moving }: OverviewLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const store = useStoreApi<AnyNode>();
  const [drawScene] = useState(createSceneDrawer);
  const drawn = useLingering(withNodes);
  const icons = useIcons(nodes);
  const pen = usePen(canvas, sheet, icons);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let frame = 0;
    // None while more than the view is another.
    let content: Content | null = null;
    const draw = () => {
      frame = 0;
      const { nodeLookup, transform, width, height } = store.getState();
      const now = pen();
      if (!now) return;
      const view = { transform, width, height, margin: moving ? ROOM : 0, ratio: window.devicePixelRatio };
      const isSame = moving && content !== null;
      content ??= { nodes: nodeLookup, edges, live, hand: inHand(nodeLookup), withNodes: drawn };
      drawScene(now, content, { view, isSame });
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    later();
    const stop = store.subscribe((now, before) => {
      if (isOther(now, before)) content = null;
      if (!content || now.transform !== before.transform) later();
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store, edges, live, drawn, moving, pen, drawScene]);
  return (
    <>
      <canvas ref={canvas} className={styles.layer} />
      <IconSheet ref={sheet} recipes={icons.split(' ')} />
    </>
  );
}

/** Ids of the nodes that are dragged. */
function inHand(nodes: Nodes): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [id, { dragging }] of nodes) if (dragging) ids.add(id);
  return ids;
}

/** True for two frames longer: until the elements that take the place of pictures are there. */
function useLingering(on: boolean): boolean {
  const [last, setLast] = useState(on);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setLast(on));
    });
    return () => cancelAnimationFrame(frame);
  }, [on]);
  return on || last;
}

/** Names of the icons of all recipes, in one word that stays the same while they do. */
const useIcons = (nodes: readonly AnyNode[]): string =>
  useMemo(() => {
    const names = nodes.flatMap(({ data }) => (data.type === 'recipe' ? (data.icon ?? '') : []));
    return [...new Set(names)].sort().join(' ');
  }, [nodes]);

/** What nodes are drawn with; made anew for another colour scheme or other icons. */
function usePen(canvas: RefObject<HTMLCanvasElement | null>, sheet: RefObject<HTMLElement | null>, icons: string) {
  const scheme = useComputedColorScheme('light');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another colour scheme has other colours, other icons another sheet
  return useMemo(() => {
    let made: Pen | null = null;
    return (): Pen | null => {
      if (made) return made;
      const context = canvas.current?.getContext('2d');
      if (!canvas.current || !context || !sheet.current) return null;
      const font = getComputedStyle(canvas.current).fontFamily;
      made = { context, colours: coloursAt(canvas.current), pictures: picturesOf(sheet.current), font };
      return made;
    };
  }, [canvas, sheet, scheme, icons]);
}

type State = ReactFlowState<AnyNode>;
/** Whether more than the view is another. */
const isOther = (now: State, before: State): boolean =>
  now.width !== before.width ||
  now.height !== before.height ||
  (now.nodes !== before.nodes && !(now.nodes.length === before.nodes.length && now.nodes.every(looksAs(before.nodes))));

/** Nodes that only are elements now, or are not any more, look as before. */
const looksAs = (before: readonly AnyNode[]) => (now: AnyNode, at: number) => {
  const old = before[at];
  if (now === old) return true;
  const { id, data, position, selected, dragging, width, height } = now;
  return (
    id === old?.id &&
    data === old.data &&
    position === old.position &&
    selected === old.selected &&
    dragging === old.dragging &&
    width === old.width &&
    height === old.height
  );
};
