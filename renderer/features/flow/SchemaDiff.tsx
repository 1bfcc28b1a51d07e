import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconMinus, IconPlus, IconTransform } from '@tabler/icons-react';
import { useState } from 'react';
import type { FlowNode, SchemaChange } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { acceptSchemas, changedAfter } from '../../flow/accept-schema.ts';
import { editProject } from '../../state/edit-project.ts';
import { typeNames } from '../../ui/cell-text.ts';
import styles from './schema-diff.module.css';

interface SchemaDiffProps {
  projectId: string;
  project: Project;
  id: string;
  states: ReadonlyMap<string, FlowNode>;
  readOnly: boolean;
}

const count = (many: number, word: string) => `${many} ${many === 1 ? word : `${word}s`}`;

/** How the columns of a dataset change, before anything runs: what is new, gone, of another type, to be accepted. */
export function SchemaDiff({ projectId, project, id, states, readOnly }: SchemaDiffProps) {
  const [open, setOpen] = useState(false);
  const change = states.get(id)?.schemaChange;
  if (!change) return null;
  const { added, removed, retyped, since } = change;
  const later = changedAfter(project, states, id);
  const accept = (ids: readonly string[]) => {
    setOpen(false);
    const label =
      ids.length === 1 ? `Accept the columns of ${project.datasets[id]?.name}` : `Accept ${ids.length} schemas`;
    void editProject(projectId, acceptSchemas(project, states, ids), { label });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={360} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles.badge} onClick={() => setOpen(!open)}>
          Columns
          {added.length > 0 ? <b data-sign="new">+{added.length}</b> : null}
          {removed.length > 0 ? <b data-sign="gone">−{removed.length}</b> : null}
          {retyped.length > 0 ? <b data-sign="type">~{retyped.length}</b> : null}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <p className={styles.lead}>
          {since === 'accepted'
            ? 'These are not the columns that were accepted for this dataset.'
            : 'The next run changes the columns of this dataset.'}
        </p>
        <Columns change={change} />
        {readOnly ? null : (
          <footer className={styles.foot}>
            <p>
              {since === 'accepted'
                ? 'Accepting makes them the measure from now on.'
                : 'Accept them to be told whenever they change again, also after runs.'}
            </p>
            <div className={styles.buttons}>
              {later.length > 0 ? (
                <Button variant="default" onClick={() => accept([id, ...later])}>
                  Accept with {count(later.length, 'dataset')} after it
                </Button>
              ) : null}
              <Button data-autofocus onClick={() => accept([id])}>
                Accept
              </Button>
            </div>
          </footer>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Columns({ change: { added, removed, retyped } }: { change: SchemaChange }) {
  return (
    <ul className={styles.list}>
      {added.map(({ name, type }) => (
        <li key={`+${name}`} data-sign="new">
          <IconPlus size={13} aria-label="New" />
          <span>{name}</span>
          <em>{typeNames[type]}</em>
        </li>
      ))}
      {removed.map(({ name, type }) => (
        <li key={`-${name}`} data-sign="gone">
          <IconMinus size={13} aria-label="Gone" />
          <span>{name}</span>
          <em>{typeNames[type]}</em>
        </li>
      ))}
      {retyped.map(({ name, from, to }) => (
        <li key={`~${name}`} data-sign="type">
          <IconTransform size={13} aria-label="Of another type" />
          <span>{name}</span>
          <em>
            {typeNames[from]} → {typeNames[to]}
          </em>
        </li>
      ))}
    </ul>
  );
}
