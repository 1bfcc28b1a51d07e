import { Skeleton } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { useCall, useCatalog, useFlow, useNodeInfo, useProject } from '../../client/hooks.ts';
import { pastedFile } from '../../explore/import/pasted-table.ts';
import { pasteFlow } from '../../flow/actions.ts';
import { isFlowText } from '../../flow/clipboard.ts';
import { continued } from '../../flow/connect-rules.ts';
import { FlowCanvas } from '../../flow/FlowCanvas.tsx';
import { graphOf, typeOf } from '../../flow/graph.ts';
import { toggleZones } from '../../flow/layer-actions.ts';
import { placeAfter } from '../../flow/new-places.ts';
import { overlayJobs } from '../../flow/overlay-jobs.ts';
import { noteIdOf, zoneIdOf } from '../../flow/zones.ts';
import { TestMarks } from '../../golden/TestMarks.tsx';
import { CanvasPath } from '../../lineage/CanvasPath.tsx';
import { LineagePanel } from '../../lineage/LineagePanel.tsx';
import { canvas } from '../../state/canvas.ts';
import { go } from '../../state/current-project.ts';
import { loadedProject } from '../../state/edit-project.ts';
import { useGolden } from '../../state/golden.ts';
import { useSelection } from '../../state/selection.ts';
import { hasMap, usePreferences, useWorkbench } from '../../state/workbench.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { EmptyFlow } from './EmptyFlow.tsx';
import { FlowSearch } from './FlowSearch.tsx';
import styles from './flow-page.module.css';
import { AddFiles, Dock, GoldenDock, loadPartsWhenIdle } from './lazy-parts.tsx';
import { Palette } from './Palette.tsx';
import { PlanMarks } from './PlanMarks.tsx';
import { QuickAdd } from './QuickAdd.tsx';
import { addChosen } from './quick-add-choice.ts';
import { insertRecipe, useCanvasEvents } from './use-canvas-events.ts';

/** What is on the clipboard is pasted where the pointer is: part of a flow, files, or a table. */
function usePaste(projectId: string, readOnly: boolean) {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (readOnly || target.closest('input, textarea, .cm-editor')) return;
      const data = event.clipboardData;
      const text = data?.getData('text/plain') ?? '';
      if (isFlowText(text)) {
        event.preventDefault();
        void pasteFlow(projectId, text);
        return;
      }
      const table = pastedFile(data);
      const files = data && data.files.length > 0 && !table ? [...data.files] : table ? [table] : [];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files, canvas()?.pointer() ?? canvas()?.middle() ?? { x: 0, y: 0 });
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [projectId, readOnly]);
}

/** What is selected; what a menu was opened on only when the menu is closed, so that nothing moves below it. */
function useSettledIds(): readonly string[] {
  const ids = useSelection((state) => state.ids);
  const isMenuOpen = useSelection((state) => state.menu !== null);
  const settled = useRef(ids);
  if (!isMenuOpen) settled.current = ids;
  return settled.current;
}

/** Recipe kinds by id, and the state of every node with running jobs on top. */
function useFlowStates(projectId: string, recipes: readonly CatalogKind[]) {
  const flow = useFlow(projectId).data;
  const jobs = useCall('jobs.list', { params: { project: projectId }, query: { limit: 50 } }).data;
  const kinds = useMemo(() => new Map(recipes.map((kind) => [kind.id, kind])), [recipes]);
  const computed = useMemo(() => new Map((flow?.nodes ?? []).map((node) => [node.id, node])), [flow]);
  const states = useMemo(() => overlayJobs(computed, jobs ?? []), [computed, jobs]);
  return { kinds, states };
}

const onFiles = (files: File[], at: { x: number; y: number }) =>
  useWorkbench.getState().set({ addFiles: { files, at } });

/** Opens the page of a dataset or model, opens or collapses a zone, writes a note. */
function openThing(projectId: string, id: string): void {
  const project = loadedProject(projectId)?.project;
  const zone = zoneIdOf(id);
  if (zone) toggleZones([zone]);
  if (noteIdOf(id)) useSelection.getState().set({ renaming: id });
  if (project?.datasets[id]) go(`/p/${projectId}/datasets/${id}`);
  if (project?.models[id]) go(`/p/${projectId}/models/${id}`);
}

/** Adds a recipe after the selected data, or in the middle of what is seen. */
function addNear(projectId: string, kind: CatalogKind): void {
  const project = loadedProject(projectId)?.project;
  const picked = useSelection.getState().ids;
  const from = project ? [...new Set(picked.flatMap((id) => continued(project, id) ?? []))] : [];
  const after = project ? placeAfter(project, from, canvas()?.places() ?? {}) : null;
  const at = after ?? canvas()?.middle() ?? { x: 0, y: 0 };
  insertRecipe(projectId, kind, { from, at });
}

/** The canvas with its palette and menus, and the pane of the selected node. */
export function FlowPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const { recipes } = useCatalog();
  const { kinds, states } = useFlowStates(projectId, recipes);
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const { paletteOpen, minimapOpen, dockMaximised } = usePreferences();
  const selected = useSettledIds();
  const golden = useGolden((state) => state.open !== null);
  const files = useWorkbench((state) => state.addFiles);
  const hooks = useMemo(
    () => ({
      onFiles,
      onOpen: (id: string) => openThing(projectId, id),
      onContextMenu: (screen: { x: number; y: number }, on: string | null) =>
        useSelection.getState().set({ menu: { ...screen, on } }),
    }),
    [projectId],
  );
  const events = useCanvasEvents(projectId, kinds, hooks);
  usePaste(projectId, readOnly);
  useEffect(loadPartsWhenIdle, []);
  useEffect(
    () => () =>
      useSelection.getState().set({ ids: [], wires: [], quickAdd: null, renaming: null, menu: null, searching: false }),
    [],
  );

  if (project.error) return <ErrorNotice error={project.error} />;
  if (!project.data) return <Skeleton h="100%" radius={0} />;
  const { project: now } = project.data;
  const [first] = selected;
  const only = selected.length === 1 && first !== undefined && typeOf(now, first) ? first : null;
  const hidden = dockMaximised && only ? { display: 'none' } : undefined;
  const minimap = !only && hasMap({ minimapOpen }, graphOf(now).nodes.length) && (minimapOpen ?? 'auto');
  return (
    <div className={styles.page}>
      {paletteOpen && !readOnly ? <Palette kinds={recipes} onAdd={(kind) => addNear(projectId, kind)} /> : null}
      <div className={styles.main}>
        <div className={styles.stage} style={hidden}>
          <FlowCanvas {...{ project: now, flow: states, kinds, readOnly, minimap, events }} />
          <CanvasToolbar readOnly={readOnly} />
          <CanvasPath projectId={projectId} />
          <PlanMarks projectId={projectId} />
          <TestMarks projectId={projectId} />
          <FlowSearch project={now} flow={states} kinds={kinds} />
          {isEmpty(now) ? <EmptyFlow readOnly={readOnly} /> : null}
        </div>
        <div className={styles.below} data-two={(golden && only !== null && !dockMaximised) || undefined}>
          {only ? <Dock key={only} projectId={projectId} project={now} id={only} states={states} /> : null}
          {golden && !(dockMaximised && only) ? <GoldenDock projectId={projectId} project={now} /> : null}
        </div>
      </div>
      <LineagePanel projectId={projectId} />
      <QuickAdd
        project={now}
        kinds={recipes}
        onAdd={(choice, at) => addChosen({ projectId, kinds, events }, choice, at)}
      />
      <CanvasMenu />
      {files ? <AddFiles projectId={projectId} start={files} onClose={closeFiles} /> : null}
    </div>
  );
}

const closeFiles = () => useWorkbench.getState().set({ addFiles: null });
const isEmpty = ({ datasets, recipes }: Project): boolean =>
  Object.keys(datasets).length + Object.keys(recipes).length === 0;
