import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { CatalogKind, Role } from '../../../nodes/contract/catalog.ts';
import type { Project, Recipe } from '../../../nodes/contract/project/index.ts';
import { connected, connectionOf } from '../../flow/connect-rules.ts';
import styles from './editors/editors.module.css';

interface PortsProps {
  project: Project;
  kind: CatalogKind;
  recipe: Recipe;
  onChange: (recipe: Recipe) => void;
}

/** What the recipe reads, by role: the same as its wires, for those who do not drag. */
export function Ports({ project, kind, recipe, onChange }: PortsProps) {
  return (
    <div className={styles.ports}>
      {(kind.inputs ?? []).map((role) => (
        <RolePorts key={role.id} role={role} project={project} kind={kind} recipe={recipe} onChange={onChange} />
      ))}
    </div>
  );
}

function RolePorts({ role, project, kind, recipe, onChange }: PortsProps & { role: Role }) {
  const ids = recipe.inputs[role.id] ?? [];
  const things = role.accepts === 'model' ? project.models : project.datasets;
  const kinds = new Map([[kind.id, kind]]);
  const within = { ...project, recipes: { ...project.recipes, [recipe.id]: recipe } };
  const wires = Object.keys(things).flatMap((source) => {
    const wire = connectionOf(within, kinds, { source, target: recipe.id });
    return wire && wire.role === role.id ? [wire] : [];
  });
  const remove = (id: string) =>
    onChange({ ...recipe, inputs: { ...recipe.inputs, [role.id]: ids.filter((one) => one !== id) } });
  return (
    <>
      <span style={{ color: 'var(--mr-dim)' }}>{role.label}</span>
      {ids.map((id) => (
        <span key={id} className={styles.port}>
          {things[id]?.name ?? id}
          <ActionIcon size={18} aria-label={`Disconnect ${things[id]?.name ?? id}`} onClick={() => remove(id)}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {ids.length < role.max && wires.length > 0 ? (
        <Menu>
          <Menu.Target>
            <UnstyledButton className={styles.port} style={{ paddingRight: 8, fontSize: 12, color: 'var(--mr-dim)' }}>
              <IconPlus size={12} /> Add
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
      ) : null}
    </>
  );
}
