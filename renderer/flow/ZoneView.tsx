import { ActionIcon } from '@mantine/core';
import { IconBoxMultiple, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, useContext } from 'react';
import { StatusIcon } from '../ui/StatusBadge.tsx';
import { NodeActionsContext } from './FlowNodeView.tsx';
import flow from './flow.module.css';
import { NAME_LENGTH } from './free-name.ts';
import { renameZone, toggleZones } from './layer-actions.ts';
import styles from './layers.module.css';
import type { ZoneData, ZoneNode } from './layers.ts';
import { stateLooks } from './node-state.ts';

/** A zone: a frame behind its nodes, or one card that stands for them. */
export const ZoneView = memo(function ZoneView({ data }: NodeProps<ZoneNode>) {
  return data.zone.collapsed ? <ZoneCard data={data} /> : <ZoneFrame data={data} />;
});

const nodesWord = (count: number) => `${count} ${count === 1 ? 'node' : 'nodes'}`;

function ZoneFrame({ data }: { data: ZoneData }) {
  const { zone, count } = data;
  return (
    <div className={styles.frame} data-colour={zone.colour} data-zone={zone.id}>
      <div className={styles.head} data-zone-head>
        <Toggle data={data} />
        <ZoneName data={data} />
        <span className={styles.count}>{nodesWord(count)}</span>
        <ZoneState data={data} />
      </div>
    </div>
  );
}

function ZoneCard({ data }: { data: ZoneData }) {
  const { zone, count, state, reason } = data;
  const look = stateLooks[state];
  return (
    <div
      className={styles.card}
      data-tip={`${look.label}. ${reason || look.label}`}
      data-colour={zone.colour}
      data-zone={zone.id}
      data-state={state}
      role="img"
      aria-label={`Zone ${zone.name}, ${nodesWord(count)}: ${look.label}`}
    >
      <Handle className={flow.handle} type="target" position={Position.Left} isConnectable={false} />
      <span className={styles.tile}>
        <IconBoxMultiple size={20} stroke={1.6} />
      </span>
      <span className={styles.words}>
        <ZoneName data={data} />
        <span className={styles.meta}>
          <span className={flow.tone} data-tone={look.tone} style={{ display: 'flex' }}>
            <StatusIcon tone={look.tone} size={12} />
          </span>
          <span>
            {nodesWord(count)} · {look.label}
          </span>
        </span>
      </span>
      <Toggle data={data} />
      <Handle className={flow.handle} type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function ZoneState({ data }: { data: ZoneData }) {
  const { tone, label } = stateLooks[data.state];
  return (
    <span className={`${styles.state} ${flow.tone}`} data-tone={tone} data-tip={`${label}. ${data.reason || label}`}>
      <StatusIcon tone={tone} size={13} />
      <span className={styles.stateWord}>{label}</span>
    </span>
  );
}

function Toggle({ data: { zone } }: { data: ZoneData }) {
  const { readOnly } = useContext(NodeActionsContext);
  const label = zone.collapsed ? `Open the zone ${zone.name}` : `Collapse the zone ${zone.name}`;
  if (readOnly) return null;
  return (
    <ActionIcon
      className="nodrag"
      size={22}
      aria-label={label}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        toggleZones([zone.id]);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {zone.collapsed ? <IconChevronRight size={15} /> : <IconChevronDown size={15} />}
    </ActionIcon>
  );
}

function ZoneName({ data: { zone, renaming } }: { data: ZoneData }) {
  if (!renaming)
    return (
      <span className={styles.name} data-name>
        {zone.name}
      </span>
    );
  return (
    <input
      className={`${styles.rename} nodrag`}
      defaultValue={zone.name}
      maxLength={NAME_LENGTH}
      aria-label="Name of the zone"
      ref={(element) => element?.select()}
      onBlur={(event) => renameZone(zone.id, event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') renameZone(zone.id, null);
      }}
    />
  );
}
