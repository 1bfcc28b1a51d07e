import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';

export interface Question {
  title: string;
  label: string;
  help?: string;
  start?: string;
  confirm: string;
  onAnswer: (value: string) => void;
}

/** Asks for one value. */
export function AskValue({ question, onClose }: { question: Question | null; onClose: () => void }) {
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened={question !== null}
      onClose={onClose}
      title={question?.title}
      size={400}
    >
      {question ? <Answer question={question} onClose={onClose} /> : null}
    </Modal>
  );
}

function Answer({ question, onClose }: { question: Question; onClose: () => void }) {
  const [value, setValue] = useState(question.start ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        question.onAnswer(value);
        onClose();
      }}
    >
      <TextInput
        label={question.label}
        description={question.help}
        data-autofocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit">{question.confirm}</Button>
      </div>
    </form>
  );
}
