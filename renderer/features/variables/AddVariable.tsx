import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type CSSProperties, type FormEvent, useId, useRef, useState } from 'react';
import { setVariable } from '../../state/edit-variables.ts';
import { nameProblem } from './variable-data.ts';
import styles from './variables.module.css';

interface AddVariableProps {
  projectId: string;
  taken: Readonly<Record<string, unknown>>;
  /** Columns of the table that hold values. */
  columns: number;
  onAdded: (name: string) => void;
}

/** A line for a new variable: its name and its value. */
export function AddVariable({ projectId, taken, columns, onAdded }: AddVariableProps) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const hint = useId();
  const problem = nameProblem(name, taken);
  const shown = problem !== null && (tried || (name !== '' && problem !== 'Give it a name')) ? problem : null;
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem) return first.current?.focus();
    void setVariable(projectId, name, value);
    onAdded(name);
    setName('');
    setValue('');
    setTried(false);
    first.current?.focus();
  };
  return (
    <form
      className={styles.add}
      style={{ '--rest': `${columns - 1}fr` } as CSSProperties}
      onSubmit={add}
      aria-label="New variable"
    >
      <input
        ref={first}
        className={styles.field}
        data-new-variable
        aria-label="Name of the new variable"
        aria-invalid={shown !== null}
        aria-describedby={hint}
        placeholder="new_variable"
        spellCheck={false}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value.trim())}
      />
      <input
        className={styles.field}
        aria-label="Value of the new variable"
        placeholder="value"
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <span className={styles.addEnd}>
        <Button type="submit" variant="default" h={28} style={{ flex: 'none' }} leftSection={<IconPlus size={14} />}>
          Add
        </Button>
        <span id={hint} className={styles.addProblem} role="status">
          {shown}
        </span>
      </span>
    </form>
  );
}
