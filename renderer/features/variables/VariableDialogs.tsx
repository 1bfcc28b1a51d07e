import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Project, VariableUse } from '../../../nodes/contract/project/index.ts';
import { deleteVariable, renameEverywhere } from '../../state/edit-variables.ts';
import { Notice } from '../../ui/Notice.tsx';
import { nameProblem } from './variable-data.ts';
import styles from './variables.module.css';

interface DialogProps {
  projectId: string;
  name: string;
  uses: readonly VariableUse[];
  onClose: () => void;
}

const objectsOf = (uses: readonly VariableUse[]) => [...new Set(uses.map(({ name }) => name))];

/** Asks for another name and tells what changes along with it. */
export function RenameVariable({
  projectId,
  project,
  name,
  uses,
  onClose,
  onRenamed,
}: DialogProps & { project: Project; onRenamed: (name: string) => void }) {
  const [to, setTo] = useState(name);
  const problem = to === name ? null : nameProblem(to, project.variables);
  const rename = () => {
    if (problem) return;
    if (to !== name) {
      void renameEverywhere(projectId, name, to);
      onRenamed(to);
    }
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Rename ${name}`} size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <TextInput
          data-autofocus
          label="Name"
          value={to}
          error={problem}
          spellCheck={false}
          onChange={(event) => setTo(event.currentTarget.value.trim())}
        />
        <p className={styles.dim}>
          {uses.length === 0
            ? 'Nothing uses it.'
            : `Every place that uses it follows: ${objectsOf(uses).join(', ')}. One undo takes all of it back.`}
        </p>
        <div className={styles.dialogEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={problem !== null}>
            Rename
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Asks before a variable goes that something uses. */
export function DeleteVariable({ projectId, name, uses, onClose }: DialogProps) {
  const objects = objectsOf(uses);
  return (
    <Modal opened onClose={onClose} title={`Delete ${name}?`} size={440}>
      <Notice tone="warning">
        {objects.join(', ')} {objects.length === 1 ? 'uses' : 'use'} it and cannot run without a value. Undo brings it
        back.
      </Notice>
      <div className={styles.dialogEnd}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep it
        </Button>
        <Button
          color="red"
          onClick={() => {
            void deleteVariable(projectId, name);
            onClose();
          }}
        >
          Delete
        </Button>
      </div>
    </Modal>
  );
}
