import { renameRefs } from '../../../nodes/base/variable-refs.ts';
import { currentProject } from '../../state/current-project.ts';
import { setVariable } from '../../state/edit-variables.ts';
import { useKnownVariables } from './variable-scope.ts';
import { filledText, unknownRefs } from './variable-text.ts';
import styles from './variables.module.css';

interface VariableNoteProps {
  text: string;
  onChange: (text: string) => void;
}

/** Under a field: which of its variables are not there, with what was meant; else what it is with their values. */
export function VariableNote({ text, onChange }: VariableNoteProps) {
  const known = useKnownVariables();
  const project = currentProject();
  if (!text.includes('${') || project === null || known === null) return null;
  const names = known.map(({ name }) => name);
  const unknown = unknownRefs(text, names);
  if (unknown.length === 0) {
    const values = new Map(known.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
    const filled = filledText(text, values);
    return filled === null ? null : (
      <span className={styles.filled} title={filled}>
        = {filled || '(empty)'}
      </span>
    );
  }
  return (
    <span className={styles.unknown} role="status">
      {unknown.map(({ name, near }) => (
        <span key={name}>
          There is no variable “{name}”.{' '}
          {near ? (
            <button type="button" onClick={() => onChange(renameRefs(text, name, near))}>
              Use {near}
            </button>
          ) : null}
          <button type="button" onClick={() => void setVariable(project, name, '')}>
            Define {name}
          </button>
        </span>
      ))}
    </span>
  );
}
