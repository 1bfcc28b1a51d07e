import { type Edge, type NodeChange, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import type { Project } from '../../nodes/contract/project/index.ts';
import type { CanvasNode } from './FlowNodeView.tsx';
import {
  type AnyNode,
  collapse,
  isNote,
  keepSame,
  memberChanges,
  movedPlaces,
  type NoteNode,
  noteNodes,
  withProgress,
  type ZoneNode,
  zoneNodes,
} from './layers.ts';
import { type Box, isLayer } from './zones.ts';

interface Source {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  renaming: string | null;
  readOnly: boolean;
  nodes: CanvasNode[];
  edges: Edge[];
  onNodesChange: (changes: NodeChange<CanvasNode>[]) => void;
  putNodesBack: () => void;
}

/** Zones and notes beside the nodes: their selection, drags and sizes, and the view with collapsed zones. */
export function useLayers({ project, flow, renaming, readOnly, nodes, edges, ...ways }: Source) {
  const { onNodesChange, putNodesBack } = ways;
  const store = useStoreApi<AnyNode>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [moving, setMoving] = useState<Readonly<Record<string, Partial<Box>>>>({});
  const { layout } = project;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was moved is in the layout once that changes
  useEffect(() => setMoving({}), [layout.notes]);

  const lastZones = useRef<readonly ZoneNode[]>([]);
  const lastNotes = useRef<readonly NoteNode[]>([]);
  const zones = useMemo(() => {
    lastZones.current = keepSame(lastZones.current, zoneNodes({ project, flow, renaming, picked, readOnly }, nodes));
    return lastZones.current;
  }, [project, flow, renaming, picked, readOnly, nodes]);
  const notes = useMemo(() => {
    lastNotes.current = keepSame(lastNotes.current, noteNodes({ project, flow, renaming, picked, readOnly }, moving));
    return lastNotes.current;
  }, [project, flow, renaming, picked, readOnly, moving]);

  const shown = useMemo(() => collapse(project, nodes, edges), [project, nodes, edges]);
  const all = useMemo<AnyNode[]>(
    () => (zones.length + notes.length === 0 ? shown.nodes : [...zones, ...notes, ...shown.nodes]),
    [zones, notes, shown],
  );

  const latest = useRef({ zones, nodes, project });
  latest.current = { zones, nodes, project };
  const onChange = useCallback(
    (changes: NodeChange<AnyNode>[]) => {
      const own = changes.filter((change) => 'id' in change && isLayer(change.id));
      const rest = changes.filter((change) => !('id' in change && isLayer(change.id))) as NodeChange<CanvasNode>[];
      const moved = new Set(rest.flatMap((change) => (change.type === 'position' ? [change.id] : [])));
      for (const change of own) {
        if (change.type === 'select') {
          // A box drawn within an open zone means nodes, not the zone around them.
          const boxed = change.selected && store.getState().userSelectionActive;
          const zone = latest.current.zones.find(({ id }) => id === change.id);
          if (boxed && zone && !zone.data.zone.collapsed) continue;
          setPicked((old) => {
            const next = new Set(old);
            if (change.selected) next.add(change.id);
            else next.delete(change.id);
            return next;
          });
        } else if (change.type === 'position' && change.position) {
          const { position, id, dragging } = change;
          const zone = latest.current.zones.find((one) => one.id === id);
          if (zone) rest.push(...memberChanges(zone, position, { nodes: latest.current.nodes, moved, dragging }));
          else setMoving((old) => ({ ...old, [id]: { ...old[id], ...position } }));
        } else if (change.type === 'dimensions' && change.dimensions && change.resizing && isNote(change.id)) {
          const { id, dimensions } = change;
          setMoving((old) => ({ ...old, [id]: { ...old[id], ...dimensions } }));
        }
      }
      if (rest.length > 0) onNodesChange(rest);
    },
    [onNodesChange, store],
  );
  const placesOf = useCallback(
    (those: readonly AnyNode[]) => movedPlaces(latest.current.project, latest.current.nodes, those),
    [],
  );
  const putBack = useCallback(() => {
    setMoving({});
    putNodesBack();
  }, [putNodesBack]);
  const wires = useMemo(() => withProgress(shown.edges, flow), [shown.edges, flow]);
  return { all, edges: wires, onChange, setPicked, placesOf, putBack };
}
