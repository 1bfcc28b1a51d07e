import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { ReactFlow, ReactFlowProvider, SelectionMode, useKeyPress, useStore } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useSelection } from '../state/selection.ts';
import type { CanvasEvents } from './canvas-events.ts';
import type { Kinds } from './connect-rules.ts';
import { FlowNodeView, type NodeActions, NodeActionsContext } from './FlowNodeView.tsx';
import { firstView } from './first-view.ts';
import styles from './flow.module.css';
import type { AnyNode } from './layers.ts';
import { NodeTip } from './NodeTip.tsx';
import { NoteView } from './NoteView.tsx';
import { DotGrid } from './overview/DotGrid.tsx';
import { FAR } from './overview/draw-overview.ts';
import { FlowMap } from './overview/FlowMap.tsx';
import { OverviewLayer } from './overview/OverviewLayer.tsx';
import { useOverview } from './overview/use-overview.ts';
import { SpokenSelection } from './SpokenSelection.tsx';
import { useCanvasHandlers } from './use-canvas-handlers.ts';
import { useCanvasNodes } from './use-canvas-nodes.ts';
import { useHandle } from './use-canvas-view.ts';
import { useLayers } from './use-layers.ts';
import { useMoving } from './use-moving.ts';
import { useWayBack } from './use-way-back.ts';
import { WireView } from './WireView.tsx';
import { ZoneView } from './ZoneView.tsx';
import { isLayer, zoneByNode } from './zones.ts';

const edgeTypes = { default: WireView };
const nodeTypes = { flow: FlowNodeView, zone: ZoneView, note: NoteView };
const insertLabel = {
  labelStyle: { fill: 'white', fontWeight: 700, fontSize: 20 },
  labelBgStyle: { fill: 'var(--mr-accent)' },
  labelBgPadding: [6, 1] as [number, number],
  labelBgBorderRadius: 12,
};

/** Left drag selects, middle drag, Space and two fingers pan, Ctrl and wheel zoom; keys are the commands' business. */
const interaction = {
  deleteKeyCode: null,
  disableKeyboardA11y: true,
  selectionOnDrag: true,
  selectionMode: SelectionMode.Partial,
  panOnDrag: [1],
  panOnScroll: true,
  panActivationKeyCode: 'Space',
  multiSelectionKeyCode: ['Shift', 'Control', 'Meta'],
  selectionKeyCode: null,
  zoomOnDoubleClick: false,
  zoomActivationKeyCode: ['Control', 'Meta'],
  connectionRadius: 32,
  snapToGrid: true,
  snapGrid: [4, 4] as [number, number],
  minZoom: 0.1,
  maxZoom: 2,
};

const TAKES_FOCUS = 'input, textarea, button, a';

interface FlowCanvasProps {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: Kinds;
  readOnly: boolean;
  /** `auto`: shown where it covers no node. */
  minimap: boolean | 'auto';
  events: CanvasEvents;
}

function Canvas({ project, flow, kinds, readOnly, minimap, events, room }: FlowCanvasProps & { room: Room }) {
  const host = useRef<HTMLElement>(null);
  const renaming = useSelection((state) => state.renaming);
  const { setNodes, ...shown } = useCanvasNodes({ project, flow, kinds, renaming });
  const layers = useLayers({ project, flow, renaming, readOnly, ...shown });
  const { nodes } = shown;
  const { setPicked } = layers;
  const latest = useRef(project);
  latest.current = project;
  const far = useStore(({ transform }) => transform[2] < FAR);
  const dark = useComputedColorScheme('light') === 'dark';
  const select = useCallback(
    (ids: readonly string[]) => {
      const byNode = zoneByNode(latest.current);
      const wanted = new Set(ids.filter((id) => !byNode.get(id)?.collapsed));
      setPicked(new Set(ids.filter(isLayer)));
      setNodes((old) =>
        old.map((node) =>
          wanted.has(node.id) === !!node.selected ? node : { ...node, selected: wanted.has(node.id) },
        ),
      );
    },
    [setNodes, setPicked],
  );
  const grabbing = useKeyPress(interaction.panActivationKeyCode);
  const pointer = useHandle(host, { nodes, all: layers.all, select, hasMap: minimap !== false });
  const [defaultViewport] = useState(() => firstView(layers.all, { ...room, hasMap: minimap !== false }));
  useWayBack(host, layers.all);
  const { flow: handlers, surface, connecting, target } = useCanvasHandlers(events, { select, ...layers });
  const wires = useMemo(
    () =>
      layers.edges.map((edge) =>
        edge.id === target ? { ...edge, className: styles.insert, label: '+', ...insertLabel } : edge,
      ),
    [layers.edges, target],
  );
  const overview = useOverview({ nodes: layers.all, edges: wires, select });
  // While the view moves it is a picture that is shifted; when it stands still it is drawn sharp again.
  const movement = useMoving((moving) => {
    host.current?.toggleAttribute('data-moving', moving);
    if (overview.many) overview.setMoving(moving);
  });
  const actions = useMemo<NodeActions>(
    () => ({
      canConnect: events.canConnect,
      readOnly,
      rename: (id, name) => {
        useSelection.getState().set({ renaming: null });
        if (name?.trim()) events.onRename(id, name.trim());
      },
    }),
    [events, readOnly],
  );
  return (
    <section
      ref={host}
      className={styles.canvas}
      data-scope="canvas"
      data-connecting={connecting || undefined}
      data-far={far || undefined}
      data-grabbing={grabbing || undefined}
      aria-label="Flow canvas"
      aria-busy={flow.size === 0 && nodes.length > 0}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys are the commands of the canvas
      tabIndex={0}
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY };
        overview.onPointerMove(event);
      }}
      onPointerDown={({ target, currentTarget }) => {
        if (target instanceof Element && !target.closest(TAKES_FOCUS)) currentTarget.focus({ preventScroll: true });
      }}
      {...surface}
    >
      <NodeActionsContext value={actions}>
        <ReactFlow<AnyNode>
          nodes={overview.nodes}
          edges={overview.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={dark ? 'dark' : 'light'}
          {...handlers}
          {...movement}
          nodesConnectable={!readOnly}
          nodesDraggable={!readOnly}
          {...interaction}
          defaultViewport={defaultViewport}
          onlyRenderVisibleElements={overview.many}
        >
          <DotGrid />
          {overview.many ? (
            <OverviewLayer
              {...{ nodes, edges: wires, live: overview.live }}
              withNodes={overview.drawn}
              moving={overview.moving}
            />
          ) : null}
          {minimap === false ? null : <FlowMap mayHide={minimap === 'auto'} />}
        </ReactFlow>
      </NodeActionsContext>
      <NodeTip host={host} />
      <SpokenSelection project={project} flow={flow} />
    </section>
  );
}

/** Width and height in pixels. */
interface Room {
  width: number;
  height: number;
}

/** The flow as a picture that can be edited. */
export function FlowCanvas(props: FlowCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const { clientWidth: width = 0, clientHeight: height = 0 } = place.current ?? {};
    // Behind a maximised pane the canvas has no size yet.
    setRoom(width > 0 && height > 0 ? { width, height } : { width: window.innerWidth, height: window.innerHeight });
  }, []);
  if (!room) return <div ref={place} className={styles.canvas} />;
  return (
    <ReactFlowProvider>
      <Canvas {...props} room={room} />
    </ReactFlowProvider>
  );
}
