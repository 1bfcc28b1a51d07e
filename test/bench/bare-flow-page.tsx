import '@xyflow/react/dist/style.css';
import { type Edge, type Node, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';

function Fit() {
  const flow = useReactFlow();
  return (
    <button type="button" style={{ position: 'absolute', zIndex: 9 }} onClick={() => void flow.fitView()}>
      Fit
    </button>
  );
}

const { nodes, edges } = (await (await fetch('/flow.json')).json()) as { nodes: Node[]; edges: Edge[] };
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ReactFlowProvider>
      <ReactFlow
        defaultNodes={nodes}
        defaultEdges={edges}
        defaultViewport={{ x: 40, y: 40, zoom: 0.6 }}
        minZoom={0.1}
        panOnScroll
        zoomActivationKeyCode="Control"
        onlyRenderVisibleElements
      />
      <Fit />
    </ReactFlowProvider>,
  );
}
