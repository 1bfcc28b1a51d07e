import { IconChartDots3, IconFileImport, IconTable } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { LineageHop, LineageStep } from '../../nodes/contract/lineage.ts';
import { useCatalog, useProject } from '../client/hooks.ts';
import { canvas } from '../state/canvas.ts';
import { useLineage } from '../state/lineage.ts';
import { iconOf } from '../ui/icons.ts';
import styles from './lineage.module.css';
import { isUnchanged, ROWS, type Stop } from './stops.ts';

/** Shows a node on the canvas without opening its pane. */
const reveal = (id: string) => canvas()?.show(id);

interface StopCardProps {
  stop: Stop;
  side: string;
  projectId: string;
}

/** A dataset on the way with its columns and how they were made. */
export function StopCard({ stop, projectId }: StopCardProps) {
  const { values, rows, whole } = stop;
  const unchanged = values.filter(isUnchanged);
  const made = values.filter((hop) => !unchanged.includes(hop));
  return (
    <li className={styles.stop} data-type={stop.type}>
      <StopHead {...stop} projectId={projectId} />
      {made.map((hop) => (
        <ColumnLine key={hop.column} hop={hop} />
      ))}
      {unchanged.length > 0 ? (
        <div className={styles.column}>
          {unchanged.map(({ node, column }) => (
            <button
              key={column}
              type="button"
              className={styles.name}
              title={`Lineage of ${column}`}
              onClick={() => ask(node, column)}
            >
              {column}
            </button>
          ))}
          <span className={styles.quiet}>unchanged</span>
        </div>
      ) : null}
      {rows.map((hop) => (
        <ColumnLine key={hop.column} hop={hop} />
      ))}
      {whole && whole.how.length > 0 ? (
        <div className={styles.column} data-rows>
          <button type="button" className={styles.name} onClick={() => ask(stop.node, null)}>
            which rows
          </button>
          <How how={whole.how} />
        </div>
      ) : null}
    </li>
  );
}

/** What makes the column that was asked about. */
export function OriginCard({ origin, projectId }: { origin: LineageHop; projectId: string }) {
  if (origin.how.length === 0 && origin.recipe === null) return null;
  return (
    <div className={styles.origin}>
      <StopHead {...origin} projectId={projectId} />
      <ColumnLine hop={origin} />
    </div>
  );
}

interface StopHeadProps extends Pick<Stop, 'node' | 'name' | 'type' | 'recipe'> {
  projectId: string;
}

function StopHead({ node, name, type, recipe, projectId }: StopHeadProps) {
  const project = useProject(projectId).data?.project;
  const { recipes } = useCatalog();
  const made = recipe === null ? undefined : project?.recipes[recipe];
  const icons = useMemo(() => new Map(recipes.map(({ id, icon }) => [id, icon])), [recipes]);
  const NodeIcon = type === 'model' ? IconChartDots3 : made ? IconTable : IconFileImport;
  const RecipeIcon = iconOf(made ? icons.get(made.kind) : undefined);
  return (
    <div className={styles.stopHead}>
      <button
        type="button"
        className={styles.node}
        data-type={type}
        onClick={() => reveal(node)}
        title="Show it on the canvas"
      >
        <NodeIcon size={14} stroke={1.7} aria-hidden />
        <span>{name}</span>
      </button>
      {made ? (
        <button
          type="button"
          className={styles.recipe}
          onClick={() => reveal(made.id)}
          title="Show the recipe on the canvas"
        >
          <RecipeIcon size={13} stroke={1.7} aria-hidden />
          <span>{made.name}</span>
        </button>
      ) : (
        <span className={styles.quiet}>from files</span>
      )}
    </div>
  );
}

const ask = (node: string, column: string | null) => useLineage.getState().set({ asked: { node, column } });

function ColumnLine({ hop }: { hop: LineageHop }) {
  const { node, column, how, influence } = hop;
  return (
    <div className={styles.column} data-rows={influence === 'rows' || undefined}>
      <button
        type="button"
        className={styles.name}
        title={column === null ? 'Lineage of the model' : `Lineage of ${column}`}
        onClick={() => ask(node, column === ROWS ? null : column)}
      >
        {column === null ? 'the model' : column === ROWS ? 'which rows' : column}
      </button>
      {influence === 'rows' && column !== ROWS ? <span className={styles.tag}>decides rows</span> : null}
      {isUnchanged(hop) ? <span className={styles.quiet}>unchanged</span> : <How how={how} />}
    </div>
  );
}

/** The steps that made something, first to last. */
function How({ how }: { how: readonly LineageStep[] }) {
  if (how.length === 0) return null;
  return (
    <ul className={styles.how}>
      {how.map((step) => (
        <li key={`${step.step} ${step.text}`}>
          <code>{step.text}</code>
        </li>
      ))}
    </ul>
  );
}
