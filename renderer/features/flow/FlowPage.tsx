import { Skeleton } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useCall, useCatalog, useFlow, useNodeInfo, useProject } from '../../client/hooks.ts';
import { pasteFlow } from '../../flow/actions.ts';
import { FlowCanvas } from '../../flow/FlowCanvas.tsx';
import { overlayJobs } from '../../flow/overlay-jobs.ts';
import { canvas } from '../../state/canvas.ts';
import { go } from '../../state/current-project.ts';
import { loadedProject } from '../../state/edit-project.ts';
import { useSelection } from '../../state/selection.ts';
import { usePreferences } from '../../state/workbench.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { AddFiles } from './AddFiles.tsx';
import { CanvasMenu, type MenuAt } from './CanvasMenu.tsx';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { Dock } from './Dock.tsx';
import { EmptyFlow } from './EmptyFlow.tsx';
import styles from './flow-page.module.css';
import { Palette } from './Palette.tsx';
import { QuickAdd } from './QuickAdd.tsx';
import { insertRecipe, useCanvasEvents } from './use-canvas-events.ts';

/** Text on the clipboard that is part of a flow is pasted where the pointer is. */
function usePaste(projectId: string, readOnly: boolean) {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (readOnly || target.closest('input, textarea, .cm-editor')) return;
      if (pasteFlow(projectId, event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [projectId, readOnly]);
}

export function FlowPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const flow = useFlow(projectId);
  const catalog = useCatalog();
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const { paletteOpen, minimapOpen, dockMaximised } = usePreferences();
  const selected = useSelection((state) => state.ids);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [files, setFiles] = useState<{ files: File[]; at: { x: number; y: number } } | null>(null);

  const kinds = useMemo(() => new Map(catalog.recipes.map((kind) => [kind.id, kind])), [catalog.recipes]);
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data;
  const computed = useMemo(() => new Map((flow.data?.nodes ?? []).map((node) => [node.id, node])), [flow.data]);
  const states = useMemo(() => overlayJobs(computed, jobs ?? []), [computed, jobs]);
  const onContextMenu = useCallback(
    (screen: { x: number; y: number }, node: string | null) => setMenu({ ...screen, node }),
    [],
  );
  const onFiles = useCallback((list: File[], at: { x: number; y: number }) => setFiles({ files: list, at }), []);
  const onOpen = useCallback(
    (id: string) => {
      const now = loadedProject(projectId)?.project;
      if (now?.datasets[id]) go(`/p/${projectId}/datasets/${id}`);
      if (now?.models[id]) go(`/p/${projectId}/models/${id}`);
    },
    [projectId],
  );
  const events = useCanvasEvents(projectId, kinds, { onContextMenu, onFiles, onOpen });
  usePaste(projectId, readOnly);
  useEffect(() => {
    const ask = () => setFiles({ files: [], at: canvas()?.middle() ?? { x: 0, y: 0 } });
    window.addEventListener('millrace:add-files', ask);
    return () => window.removeEventListener('millrace:add-files', ask);
  }, []);
  useEffect(() => () => useSelection.getState().set({ ids: [], wires: [], quickAdd: null, renaming: null }), []);

  if (project.error) return <ErrorNotice error={project.error} />;
  if (!project.data) return <Skeleton h="100%" radius={0} />;
  const { project: now } = project.data;
  const only = selected.length === 1 ? (selected[0] ?? null) : null;
  const empty = Object.keys(now.datasets).length + Object.keys(now.recipes).length === 0;
  const addNear = (kind: (typeof catalog.recipes)[number]) => {
    const from = selected.filter((id) => now.datasets[id] || now.models[id]);
    const place = from[0] ? canvas()?.places()[from[0]] : undefined;
    const at = place ? { x: place.x + 280, y: place.y + 28 } : (canvas()?.middle() ?? { x: 0, y: 0 });
    insertRecipe(projectId, kind, { from, at });
  };
  return (
    <div className={styles.page}>
      {paletteOpen && !readOnly ? <Palette kinds={catalog.recipes} onAdd={addNear} /> : null}
      <div className={styles.main}>
        <div className={styles.stage} style={dockMaximised && only ? { display: 'none' } : undefined}>
          <FlowCanvas
            project={now}
            flow={states}
            kinds={kinds}
            readOnly={readOnly}
            minimap={minimapOpen && !only}
            events={events}
          />
          <CanvasToolbar readOnly={readOnly} />
          {empty ? <EmptyFlow readOnly={readOnly} /> : null}
        </div>
        {only ? <Dock key={only} projectId={projectId} project={now} id={only} states={states} /> : null}
      </div>
      <QuickAdd
        project={now}
        kinds={catalog.recipes}
        onAdd={(kind, at) => insertRecipe(projectId, kind, { from: at.from ? [at.from] : [], at: at.flow })}
      />
      <CanvasMenu at={menu} onClose={() => setMenu(null)} />
      {files ? <AddFiles projectId={projectId} start={files} onClose={() => setFiles(null)} /> : null}
    </div>
  );
}
