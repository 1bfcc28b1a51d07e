import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowsDiagonalMinimize2,
  IconArrowsMaximize,
  IconExternalLink,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { typeOf } from '../../flow/graph.ts';
import { stateLooks } from '../../flow/node-state.ts';
import { canvas } from '../../state/canvas.ts';
import { go } from '../../state/current-project.ts';
import { usePreferences } from '../../state/workbench.ts';
import { Resizer } from '../../ui/Resizer.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Annotations } from './Annotations.tsx';
import { DatasetPane } from './DatasetPane.tsx';
import styles from './flow-page.module.css';
import { ModelPane } from './ModelPane.tsx';
import { RecipePane } from './RecipePane.tsx';
import { SchemaDiff } from './SchemaDiff.tsx';

interface DockProps {
  projectId: string;
  project: Project;
  id: string;
  states: ReadonlyMap<string, FlowNode>;
}

/** The pane below the canvas: settings and data of the selected node. */
export function Dock({ projectId, project, id, states }: DockProps) {
  const { dockHeight, dockMaximised, set } = usePreferences();
  const type = typeOf(project, id);
  const recipe = project.recipes[id];
  if (!type) return null;
  return (
    <>
      {dockMaximised ? null : (
        <Resizer
          axis="y"
          direction={-1}
          size={dockHeight}
          min={160}
          max={Math.max(240, window.innerHeight - 240)}
          label="Height of the pane"
          onResize={(height) => set({ dockHeight: height })}
        />
      )}
      <section
        className={styles.dock}
        data-dock
        data-maximised={dockMaximised || undefined}
        style={dockMaximised ? undefined : { height: dockHeight }}
        aria-label="Selected node"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented && isPlain(event.target)) canvas()?.focus();
        }}
      >
        <DockHead projectId={projectId} project={project} id={id} states={states} />
        <div className={styles.dockBody} data-dock-body>
          {recipe ? (
            <RecipePane key={recipe.id} projectId={projectId} project={project} recipe={recipe} states={states} />
          ) : null}
          {type === 'dataset' ? (
            <DatasetPane projectId={projectId} project={project} id={id} node={states.get(id)} />
          ) : null}
          {type === 'model' ? <ModelPane projectId={projectId} id={id} /> : null}
        </div>
      </section>
    </>
  );
}

/** Whether a key pressed here belongs to nothing that opened above the pane: a list, a menu, a dialog. */
const isPlain = (target: EventTarget): boolean =>
  target instanceof Element &&
  target.closest('[role="dialog"], [role="menu"], [role="listbox"], [aria-expanded="true"]') === null;

function DockHead({ projectId, project, id, states }: DockProps) {
  const node = states.get(id);
  const { dockMaximised, set } = usePreferences();
  const readOnly = useNodeInfo()?.readOnly ?? false;
  const recipe = project.recipes[id];
  const thing = recipe ?? project.datasets[id] ?? project.models[id];
  const look = stateLooks[node?.state ?? 'ready'];
  const names = (ids: string[]) =>
    ids.map((one) => (project.datasets[one] ?? project.models[one])?.name ?? one).join(', ') || '–';
  const page = project.datasets[id] ? 'datasets' : 'models';
  const built = recipe !== undefined || project.models[id] || project.datasets[id]?.source.kind === 'managed';
  return (
    <header className={styles.dockHead}>
      <div className={styles.dockTitle}>
        <span>{thing?.name}</span>
        <StatusBadge tone={look.tone} label={look.label} reason={node?.reason || look.label} />
        {recipe?.bypassed ? (
          <StatusBadge
            tone="none"
            label="Bypassed"
            reason="Its first input passes through unchanged. D lets it work again."
          />
        ) : null}
      </div>
      <SchemaDiff projectId={projectId} project={project} id={id} states={states} readOnly={readOnly} />
      <Annotations projectId={projectId} project={project} id={id} readOnly={readOnly} />
      {recipe ? (
        <span className={styles.io}>
          {names(Object.values(recipe.inputs).flat())} → {names(Object.values(recipe.outputs).flat())}
        </span>
      ) : null}
      <span style={{ flex: 1 }} />
      {recipe ? null : (
        <Tooltip label="Open its page">
          <ActionIcon aria-label="Open its page" onClick={() => go(`/p/${projectId}/${page}/${id}`)}>
            <IconExternalLink size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {readOnly || !built ? null : (
        <Button
          variant="default"
          h={28}
          style={{ flex: 'none' }}
          leftSection={<IconPlayerPlay size={13} />}
          onClick={() => runCommand('flow.build-selected')}
        >
          Run to here
        </Button>
      )}
      <Tooltip label={dockMaximised ? 'Show the canvas' : 'Larger'}>
        <ActionIcon
          aria-label={dockMaximised ? 'Show the canvas' : 'Larger'}
          onClick={() => set({ dockMaximised: !dockMaximised })}
        >
          {dockMaximised ? (
            <IconArrowsDiagonalMinimize2 size={16} stroke={1.7} />
          ) : (
            <IconArrowsMaximize size={16} stroke={1.7} />
          )}
        </ActionIcon>
      </Tooltip>
      <ActionIcon
        aria-label="Close"
        onClick={() => {
          set({ dockMaximised: false });
          canvas()?.select([]);
        }}
      >
        <IconX size={16} stroke={1.7} />
      </ActionIcon>
    </header>
  );
}
