import { Button, Modal } from '@mantine/core';
import { type ClashingObject, useClash } from '../../state/clash.ts';
import type { Clash } from '../../state/merge-edits.ts';
import { tableClass } from '../../ui/table.ts';
import styles from './shell.module.css';

const LONGEST = 160;

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'not there';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text || 'empty';
}

const whole = (value: unknown): string => (value === null || value === undefined ? 'Deleted' : 'Changed');

const pathOf = ({ path }: Clash): string => {
  const words = path.filter((part) => part !== 'settings').map((part) => part.replaceAll(/[_-]/g, ' '));
  const text = words.join(' › ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function ObjectClashes({ object }: { object: ClashingObject }) {
  return (
    <section className={styles.clash} aria-label={object.name}>
      <h3>
        {object.name} <span>{object.what}</span>
      </h3>
      <table className={tableClass}>
        <thead>
          <tr>
            <th>Field</th>
            <th>Yours</th>
            <th>Theirs</th>
          </tr>
        </thead>
        <tbody>
          {object.fields.map((field) => (
            <tr key={field.path.join('.')}>
              <td>{pathOf(field) || 'All of it'}</td>
              <td>{field.path.length === 0 ? whole(field.mine) : shown(field.mine)}</td>
              <td>{field.path.length === 0 ? whole(field.theirs) : shown(field.theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Two people changed the same field: what each made of it, and whose stays. Everything else of both is kept. */
export function ClashDialog() {
  const question = useClash((state) => state.question);
  if (!question) return null;
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size={640}
      title="Changed elsewhere meanwhile"
    >
      <p className={styles.clashText}>
        Your change “{question.label}” and one made elsewhere (in another window, by a script or in the files of the
        project) touch the same{' '}
        {question.objects.length === 1 && question.objects[0]?.fields.length === 1 ? 'field' : 'fields'}. Choose what
        stays; every other change of both is kept, and Undo takes either back.
      </p>
      {question.objects.map((object) => (
        <ObjectClashes key={`${object.what}:${object.name}`} object={object} />
      ))}
      <div className={styles.dialogEnd}>
        <Button variant="default" onClick={() => question.answer('theirs')}>
          Take theirs
        </Button>
        <Button data-autofocus onClick={() => question.answer('mine')}>
          Keep mine
        </Button>
      </div>
    </Modal>
  );
}
