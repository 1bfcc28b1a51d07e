import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './list-detail.module.css';

interface NameDialogProps {
  /** `New scenario`. */
  title: string;
  placeholder: string;
  /** What the name is for. */
  help: string;
  /** What it is called now. */
  value?: string;
  /** On the button; “Create” where nothing else is said. */
  action?: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of something. */
export function NameDialog({
  title,
  placeholder,
  help,
  value = '',
  action = 'Create',
  onName,
  onClose,
}: NameDialogProps) {
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
          description={help}
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
