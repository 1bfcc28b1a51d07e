import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { CatalogKind, Role } from '../../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../../nodes/contract/project/index.ts';
import { addOutput } from '../../flow/add-output.ts';
import { connected, connectionOf } from '../../flow/connect-rules.ts';
import { editProject } from '../../state/edit-project.ts';
import styles from './editors/editors.module.css';

interface PortsProps {
  projectId: string;
  project: Project;
  kind: CatalogKind;
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
  /** Saves what is unsaved, before an edit that goes beyond the recipe. */
  onFlush: () => void;
}

/** What the recipe reads and writes, by role: the same as its wires, for those who do not drag. */
export function Ports(props: PortsProps) {
  const { kind, recipe } = props;
  const optional = (kind.outputs ?? []).filter((role) => role.max > role.min);
  const free = optional.filter((role) => role.min === 0 && (recipe.outputs[role.id]?.length ?? 0) === 0);
  return (
    <div className={styles.ports} data-ports>
      {(kind.inputs ?? []).map((role) => (
        <RolePorts key={role.id} role={role} side="inputs" {...props} />
      ))}
      {optional
        .filter((role) => role.min > 0 || (recipe.outputs[role.id]?.length ?? 0) > 0)
        .map((role) => (
          <RolePorts key={role.id} role={role} side="outputs" {...props} />
        ))}
      {free.length > 0 ? (
        <div className={styles.portRole}>
          <span className={styles.portLabel}>Also keep</span>
          {free.map((role) => (
            <AddOutput key={role.id} role={role} words={role.label} {...props} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function RolePorts(props: PortsProps & { role: Role; side: 'inputs' | 'outputs' }) {
  const { role, side, project, recipe, onChange } = props;
  const ids = recipe[side][role.id] ?? [];
  const things = role.accepts === 'model' ? project.models : project.datasets;
  const remove = (id: string) =>
    onChange({ ...recipe, [side]: { ...recipe[side], [role.id]: ids.filter((one) => one !== id) } });
  return (
    <div className={styles.portRole}>
      <span className={styles.portLabel}>{role.label}</span>
      {ids.map((id) => (
        <span key={id} className={styles.port}>
          <span className={styles.portName} title={things[id]?.name ?? id}>
            {things[id]?.name ?? id}
          </span>
          <ActionIcon size={18} aria-label={`Disconnect ${things[id]?.name ?? id}`} onClick={() => remove(id)}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {ids.length < role.max ? (
        side === 'inputs' ? (
          <AddInput {...props} />
        ) : (
          <AddOutput words="New dataset" {...props} />
        )
      ) : null}
    </div>
  );
}

const AddLabel = ({ children }: { children: string }) => (
  <>
    <IconPlus size={12} /> {children}
  </>
);

function AddInput({ role, project, kind, recipe, onChange }: PortsProps & { role: Role }) {
  const things = role.accepts === 'model' ? project.models : project.datasets;
  const wires = useMemo(() => {
    const kinds = new Map([[kind.id, kind]]);
    const within = { ...project, recipes: { ...project.recipes, [recipe.id]: recipe } };
    return Object.keys(things).flatMap((source) => {
      const wire = connectionOf(within, kinds, { source, target: recipe.id });
      return wire && wire.role === role.id ? [wire] : [];
    });
  }, [project, things, kind, recipe, role]);
  if (wires.length === 0) return null;
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={styles.portAdd}>
          <AddLabel>Add</AddLabel>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={280} style={{ overflow: 'auto' }}>
        {wires.map((wire) => (
          <Menu.Item key={wire.other} onClick={() => onChange(connected(wire))}>
            {things[wire.other]?.name ?? wire.other}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Makes a dataset for a role that has none yet. */
function AddOutput({ role, words, projectId, project, recipe, onFlush }: PortsProps & { role: Role; words: string }) {
  const make = () => {
    onFlush();
    const edits = addOutput(project, recipe, role);
    void editProject(projectId, edits, { label: `Add an output to ${recipe.name}` });
  };
  return (
    <Tooltip label={`Keep them in a dataset of their own: ${role.label}`}>
      <UnstyledButton className={styles.portAdd} aria-label={`Add a dataset for ${role.label}`} onClick={make}>
        <AddLabel>{words}</AddLabel>
      </UnstyledButton>
    </Tooltip>
  );
}
