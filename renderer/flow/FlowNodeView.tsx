import { IconChartDots3, IconFileImport, IconTable } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position, useConnection } from '@xyflow/react';
import { createContext, Fragment, memo, type ReactNode, useContext } from 'react';
import type { FlowNode } from '../../nodes/contract/flow.ts';
import { iconOf } from '../ui/icons.ts';
import { StatusIcon } from '../ui/StatusBadge.tsx';
import styles from './flow.module.css';
import { NAME_LENGTH } from './free-name.ts';
import type { NodeType } from './graph.ts';
import { changeWords, NodeMarks } from './NodeMarks.tsx';
import { stateLooks } from './node-state.ts';
import { metaWords, tellsState } from './node-words.ts';

export interface NodeData extends Record<string, unknown> {
  type: NodeType;
  name: string;
  /** Icon name of a recipe's kind. */
  icon: string | undefined;
  /** A dataset read from files. */
  files: boolean;
  /** Label of the recipe's kind, or what it is. */
  kind: string;
  flow: FlowNode | undefined;
  renaming: boolean;
  /** A recipe that passes its input through. */
  bypassed: boolean;
  notes: string | undefined;
  tags: readonly string[] | undefined;
}
export type CanvasNode = Node<NodeData, 'flow'>;

/** What a node asks of the canvas it stands on. */
export interface NodeActions {
  canConnect(source: string, target: string): boolean;
  rename(id: string, name: string | null): void;
  readOnly: boolean;
}
export const NodeActionsContext = createContext<NodeActions>({
  canConnect: () => false,
  rename: () => {},
  readOnly: true,
});

/** While a wire is drawn: whether it may not end here. */
function useRefused(id: string): boolean {
  const { canConnect } = useContext(NodeActionsContext);
  return useConnection((connection) => {
    const from = connection.inProgress ? connection.fromNode.id : null;
    if (!connection.inProgress || from === null || from === id) return false;
    return connection.fromHandle.type === 'source' ? !canConnect(from, id) : !canConnect(id, from);
  });
}

/** One node of the canvas: a card for data and models, a circle for recipes. */
export const FlowNodeView = memo(function FlowNodeView({ id, data }: NodeProps<CanvasNode>) {
  const refused = useRefused(id);
  const { readOnly } = useContext(NodeActionsContext);
  const state = data.flow?.state ?? 'ready';
  const look = stateLooks[state];
  return (
    <div
      className={styles.node}
      data-state={state}
      data-type={data.type}
      data-refused={refused || undefined}
      data-bypassed={data.bypassed || undefined}
      data-node={id}
      data-tip={tipOf(data)}
      role="img"
      aria-description={tipOf(data)}
      aria-label={`${data.kind} ${data.name}: ${data.bypassed ? 'Bypassed, ' : ''}${look.label}`}
    >
      {data.notes || data.tags?.length || data.flow?.schemaChange ? (
        <NodeMarks notes={data.notes} tags={data.tags} change={data.flow?.schemaChange} />
      ) : null}
      {data.type === 'recipe' ? <RecipeCircle id={id} data={data} /> : <Card id={id} data={data} />}
      <Handle
        className={styles.handle}
        type="target"
        position={Position.Left}
        isConnectable={!readOnly && !data.files}
      />
      <Handle className={styles.handle} type="source" position={Position.Right} isConnectable={!readOnly} />
    </div>
  );
});

/** What a node says on hover: its state and why, and its notes. */
function tipOf({ flow, bypassed, notes }: NodeData): string {
  const { label } = stateLooks[flow?.state ?? 'ready'];
  const reason = flow?.reason ?? '';
  const state = !reason || reason.startsWith(label) ? reason || label : `${label}. ${reason}`;
  const change = flow?.schemaChange ? `Its columns change: ${changeWords(flow.schemaChange)}.` : '';
  return [bypassed ? 'Bypassed: its input passes through.' : '', state, change, notes ?? ''].filter(Boolean).join('\n');
}

type PartProps = { id: string; data: NodeData };

function Card({ id, data }: PartProps) {
  const IconView = data.type === 'model' ? IconChartDots3 : data.files ? IconFileImport : IconTable;
  const progress = data.flow?.state === 'running' ? data.flow.progress : null;
  return (
    <div className={styles.card} data-type={data.type}>
      <span className={styles.tile}>
        <IconView size={20} stroke={1.6} />
      </span>
      <span className={styles.words}>
        <Name id={id} data={data} />
        <Meta data={data} />
      </span>
      {progress ? (
        <span className={styles.progress}>
          <i style={{ width: `${(progress.fraction ?? 1) * 100}%` }} />
        </span>
      ) : null}
    </div>
  );
}

function RecipeCircle({ id, data }: PartProps) {
  const IconView = iconOf(data.icon);
  const { tone } = stateLooks[data.flow?.state ?? 'ready'];
  const progress = data.flow?.state === 'running' ? data.flow.progress : null;
  return (
    <>
      <div className={styles.recipe}>
        <IconView size={22} stroke={1.6} />
        {progress ? <Ring fraction={progress.fraction} /> : null}
        <span className={`${styles.badge} ${styles.tone}`} data-tone={tone}>
          <StatusIcon tone={tone} size={12} />
        </span>
      </div>
      <div className={styles.recipeLabel}>
        <Name id={id} data={data} />
        {tellsState(data) ? <Meta data={data} bare /> : null}
      </div>
    </>
  );
}

function Ring({ fraction }: { fraction: number | null }) {
  const length = 2 * Math.PI * 25;
  return (
    <svg className={styles.ring} viewBox="0 0 56 56" aria-hidden="true">
      <circle cx="28" cy="28" r="25" fill="none" stroke="currentColor" strokeOpacity="0.2" strokeWidth="3" />
      <circle
        cx="28"
        cy="28"
        r="25"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={`${length * (fraction ?? 0.25)} ${length}`}
      />
    </svg>
  );
}

/** The line under the name: state in shape, colour and words, and the size of data. */
function Meta({ data, bare }: { data: NodeData; bare?: boolean }) {
  const { tone } = stateLooks[data.flow?.state ?? 'ready'];
  return (
    <span className={styles.meta}>
      {bare ? null : (
        <span className={styles.tone} data-tone={tone} style={{ display: 'flex' }}>
          <StatusIcon tone={tone} size={12} />
        </span>
      )}
      <span className={bare ? styles.tone : undefined} data-tone={bare ? tone : undefined}>
        {metaWords(data)}
      </span>
    </span>
  );
}

/** A name that may go on in the next line after an underscore. */
const breakable = (name: string): ReactNode =>
  name.includes('_')
    ? name.split('_').map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have no identity but their place
        <Fragment key={at}>
          {at > 0 ? '_' : null}
          {at > 0 ? <wbr /> : null}
          {part}
        </Fragment>
      ))
    : name;

function Name({ id, data }: PartProps) {
  const { rename } = useContext(NodeActionsContext);
  if (!data.renaming) {
    return (
      <span className={styles.name} data-name>
        {breakable(data.name)}
      </span>
    );
  }
  return (
    <input
      className={`${styles.renameInput} nodrag`}
      defaultValue={data.name}
      maxLength={NAME_LENGTH}
      aria-label="Name"
      ref={(element) => element?.select()}
      onBlur={(event) => rename(id, event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') rename(id, null);
      }}
    />
  );
}
