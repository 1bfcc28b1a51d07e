import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './list-detail.module.css';

interface NameDialogProps {
  /** `New scenario`. */
  title: string;
  placeholder: string;
  /** The name it has already. */
  value?: string;
  /** What the button says: `Create` when absent. */
  action?: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of something new, or for a new name. */
export function NameDialog({ title, placeholder, value = '', action = 'Create', onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(value);
  return (
    <Modal closeButtonProps={{ 'aria-label': 'Close' }} opened onClose={onClose} size="sm" title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) onName(name.trim());
        }}
      >
        <TextInput
          data-autofocus
          label="Name"
          placeholder={placeholder}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.dialogEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!name.trim()}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
