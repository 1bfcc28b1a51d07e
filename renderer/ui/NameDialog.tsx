import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './list-detail.module.css';

interface NameDialogProps {
  /** `New scenario`. */
  title: string;
  placeholder: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of something new. */
export function NameDialog({ title, placeholder, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState('');
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
            Create
          </Button>
        </div>
      </form>
    </Modal>
  );
}
