import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import { useSelection } from '../state/selection.ts';
import type { CanvasEvents } from './canvas-events.ts';
import type { Kinds } from './connect-rules.ts';
import { type CanvasNode, FlowNodeView, type NodeActions, NodeActionsContext } from './FlowNodeView.tsx';
import styles from './flow.module.css';
import { useCanvasHandlers } from './use-canvas-handlers.ts';
import { useCanvasNodes } from './use-canvas-nodes.ts';
import { useFirstView, useHandle } from './use-canvas-view.ts';

const nodeTypes = { flow: FlowNodeView };
const MANY_NODES = 200;
/** Below this zoom nodes show their name alone, larger. */
const FAR = 0.7;
const minimapColours = { dataset: 'var(--mr-dataset)', recipe: 'var(--mr-recipe)', model: 'var(--mr-model)' } as const;

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

interface FlowCanvasProps {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: Kinds;
  readOnly: boolean;
  minimap: boolean;
  events: CanvasEvents;
}

function Canvas({ project, flow, kinds, readOnly, minimap, events }: FlowCanvasProps) {
  const host = useRef<HTMLElement>(null);
  const renaming = useSelection((state) => state.renaming);
  const { nodes, setNodes, edges, onNodesChange } = useCanvasNodes({ project, flow, kinds, renaming });
  const far = useStore(({ transform }) => transform[2] < FAR);
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
  const { flow: handlers, surface, connecting, target } = useCanvasHandlers(events, select);
  const wires = useMemo(
    () =>
      edges.map((edge) =>
        edge.id === target ? { ...edge, className: styles.insert, label: '+', ...insertLabel } : edge,
      ),
    [edges, target],
  );
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
      aria-label="Flow canvas"
      tabIndex={-1}
      onPointerMove={(event) => {
        pointer.current = { x: event.clientX, y: event.clientY };
      }}
      {...surface}
    >
      <NodeActionsContext value={actions}>
        <ReactFlow<CanvasNode>
          nodes={nodes}
          edges={wires}
          nodeTypes={nodeTypes}
          colorMode={dark ? 'dark' : 'light'}
          onNodesChange={onNodesChange}
          {...handlers}
          nodesConnectable={!readOnly}
          nodesDraggable={!readOnly}
          {...interaction}
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
