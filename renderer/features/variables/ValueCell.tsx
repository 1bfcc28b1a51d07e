import { useEffect, useRef, useState } from 'react';
import styles from './variables.module.css';

interface ValueCellProps {
  label: string;
  /** Null: there is none. */
  value: string | null;
  placeholder?: string;
  /** Another layer's value is in effect. */
  overridden?: boolean;
  readOnly?: boolean;
  /** Told when the field is left or Enter is pressed, and the text is another. */
  onCommit: (value: string) => void;
}

/** A value in a table: plain until it is pointed at or has the focus. Esc takes back what was typed. */
export function ValueCell({ label, value, placeholder, overridden, readOnly, onCommit }: ValueCellProps) {
  const [text, setText] = useState(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value ?? ''), [value]);
  const commit = () => {
    if (text !== (value ?? '')) onCommit(text);
  };
  if (readOnly) {
    return (
      <span className={styles.fixed} data-none={value === null || undefined} data-overridden={overridden || undefined}>
        {value === null ? '–' : value || '(empty)'}
      </span>
    );
  }
  return (
    <input
      ref={input}
      className={styles.value}
      aria-label={label}
      placeholder={value === null ? placeholder : '(empty)'}
      data-overridden={overridden || undefined}
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setText(value ?? '');
        requestAnimationFrame(() => input.current?.blur());
      }}
    />
  );
}
