import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  type Connection,
  type Edge,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type DragEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useSelection } from '../state/selection.ts';
import type { Kinds } from './connect-rules.ts';
import { type CanvasNode, FlowNodeView, type NodeActions, NodeActionsContext } from './FlowNodeView.tsx';
import styles from './flow.module.css';
import type { Places } from './layout.ts';
import { useCanvasNodes } from './use-canvas-nodes.ts';
import { useFirstView, useHandle } from './use-canvas-view.ts';

const nodeTypes = { flow: FlowNodeView };
const MANY_NODES = 200;
/** Below this zoom nodes show their name alone, larger. */
const FAR = 0.62;
const minimapColours = { dataset: 'var(--mr-dataset)', recipe: 'var(--mr-recipe)', model: 'var(--mr-model)' } as const;

type Point = { x: number; y: number };

/** What happens on the canvas, for the page to turn into edits. Screen points are in pixels, flow points in flow units. */
export interface CanvasEvents {
  canConnect(source: string, target: string): boolean;
  onConnect(source: string, target: string): void;
  onMove(moved: Places): void;
  onRename(id: string, name: string): void;
  onQuickAdd(at: { screen: Point; flow: Point; from: string | null }): void;
  onContextMenu(screen: Point, node: string | null): void;
  onOpen(id: string): void;
  onDeleteWires(wires: { source: string; target: string }[]): void;
  /** Something from outside was dropped: a palette entry or files. */
  onDrop(data: DataTransfer, at: Point, onto: string | null): void;
}

interface FlowCanvasProps {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: Kinds;
  readOnly: boolean;
  minimap: boolean;
  events: CanvasEvents;
}

const pointOf = (event: globalThis.MouseEvent | TouchEvent): Point => {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
};

function Canvas({ project, flow, kinds, readOnly, minimap, events }: FlowCanvasProps) {
  const host = useRef<HTMLElement>(null);
  const renaming = useSelection((state) => state.renaming);
  const { nodes, setNodes, edges, onNodesChange } = useCanvasNodes({ project, flow, kinds, renaming });
  const [connecting, setConnecting] = useState(false);
  const far = useStore(({ transform }) => transform[2] < FAR);
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow<CanvasNode>();
  const dark = useComputedColorScheme('light') === 'dark';
  const select = useCallback(
    (ids: readonly string[]) => {
      const wanted = new Set(ids);
      setNodes((old) =>
        old.map((node) =>
          wanted.has(node.id) === !!node.selected ? node : { ...node, selected: wanted.has(node.id) },
        ),
      );
    },
    [setNodes],
  );
  const pointer = useHandle(host, nodes, select);
  useFirstView(host, nodes);
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
  const quickAdd = (screen: Point, from: string | null) =>
    events.onQuickAdd({ screen, flow: screenToFlowPosition(screen), from });
  const menu = (event: MouseEvent | globalThis.MouseEvent, id: string | null) => {
    event.preventDefault();
    if (id && !useSelection.getState().ids.includes(id)) select([id]);
    events.onContextMenu({ x: event.clientX, y: event.clientY }, id);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const onto = getIntersectingNodes({ ...at, width: 1, height: 1 })[0]?.id ?? null;
    events.onDrop(event.dataTransfer, at, onto);
  };
  return (
    <section
      ref={host}
      className={styles.canvas}
      data-scope="canvas"
      data-connecting={connecting || undefined}
      data-far={far || undefined}
      aria-label="Flow canvas"
      tabIndex={-1}
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY };
      }}
      onDoubleClick={(event) => {
        if (event.target instanceof Element && event.target.classList.contains('react-flow__pane')) {
          quickAdd({ x: event.clientX, y: event.clientY }, null);
        }
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <NodeActionsContext value={actions}>
        <ReactFlow<CanvasNode>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          colorMode={dark ? 'dark' : 'light'}
          onNodesChange={onNodesChange}
          onSelectionChange={({ nodes: chosen }) => useSelection.getState().select(chosen.map(({ id }) => id))}
          onNodeDragStop={(_, __, moved) =>
            events.onMove(Object.fromEntries(moved.map((node) => [node.id, node.position])))
          }
          onSelectionDragStop={(_, moved) =>
            events.onMove(Object.fromEntries(moved.map((node) => [node.id, node.position])))
          }
          onNodeDoubleClick={(_, node) => events.onOpen(node.id)}
          onConnectStart={() => setConnecting(true)}
          onConnect={({ source, target }: Connection) => events.onConnect(source, target)}
          onConnectEnd={(event, state) => {
            setConnecting(false);
            if (!state.isValid && !state.toNode && state.fromHandle?.type === 'source' && state.fromNode) {
              quickAdd(pointOf(event), state.fromNode.id);
            }
          }}
          isValidConnection={(wire: Connection | Edge) => events.canConnect(wire.source, wire.target)}
          onPaneContextMenu={(event) => menu(event, null)}
          onNodeContextMenu={(event, node) => menu(event, node.id)}
          onSelectionContextMenu={(event, chosen) => menu(event, chosen[0]?.id ?? null)}
          onEdgeClick={(event, edge) => {
            if (event.altKey) events.onDeleteWires([edge]);
          }}
          nodesConnectable={!readOnly}
          nodesDraggable={!readOnly}
          deleteKeyCode={null}
          disableKeyboardA11y
          selectionOnDrag
          selectionMode={SelectionMode.Partial}
          panOnDrag={[1]}
          panOnScroll
          panActivationKeyCode="Space"
          multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
          selectionKeyCode={null}
          zoomOnDoubleClick={false}
          zoomActivationKeyCode={['Control', 'Meta']}
          connectionRadius={32}
          snapToGrid
          snapGrid={[4, 4]}
          minZoom={0.1}
          maxZoom={2}
          onlyRenderVisibleElements={nodes.length > MANY_NODES}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />
          {minimap && nodes.length > 6 ? (
            <MiniMap<CanvasNode>
              pannable
              zoomable
              style={{ width: 152, height: 96 }}
              nodeColor={(node) => minimapColours[node.data.type]}
              nodeBorderRadius={8}
              ariaLabel="Map of the flow"
            />
          ) : null}
        </ReactFlow>
      </NodeActionsContext>
    </section>
  );
}

/** The flow as a picture that can be edited. */
export const FlowCanvas = (props: FlowCanvasProps) => (
  <ReactFlowProvider>
    <Canvas {...props} />
  </ReactFlowProvider>
);
