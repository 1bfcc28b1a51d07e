import { IconPlus, IconVariable } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useVariables } from '../../client/variables.ts';
import { currentProject, go } from '../../state/current-project.ts';
import { setVariable } from '../../state/edit-variables.ts';
import { completed, fitting, type OpenRef, openRefAt } from './variable-text.ts';
import styles from './variables.module.css';

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Open {
  field: Field;
  ref: OpenRef;
  /** Names of the run, as the form tells them. */
  more: readonly string[];
}

const isField = (target: EventTarget | null): target is Field =>
  (target instanceof HTMLInputElement && target.type === 'text') || target instanceof HTMLTextAreaElement;

/** What is being typed, when the field belongs to settings whose variables are filled in. */
function readOpen(target: EventTarget | null): Open | null {
  if (!isField(target)) return null;
  const form = target.closest<HTMLElement>('[data-variables]');
  const ref = form ? openRefAt(target.value, target.selectionStart ?? 0) : null;
  return form && ref ? { field: target, ref, more: (form.dataset.variables ?? '').split(' ').filter(Boolean) } : null;
}

/** Writes as a person would, so that whoever controls the field hears of it. */
function write(field: Field, text: string, cursor: number): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  field.setSelectionRange(cursor, cursor);
}

interface Choice {
  id: string;
  label: string;
  detail: string;
  icon?: typeof IconPlus;
  run: (open: Open) => void;
}

/** Completion of `${` in every text field of settings: one list for all of them, at the field that has the focus. */
export function VariableCompleter({ projectId }: { projectId: string }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [active, setActive] = useState(0);
  const variables = useVariables(projectId);
  const choices = useMemo(() => (open ? choicesOf(open, variables) : []), [open, variables]);

  useEffect(() => {
    const look = ({ target }: Event) => {
      setOpen(readOpen(target));
      setActive(0);
    };
    const leave = () => setOpen(null);
    const move = () => setOpen((now) => now && readOpen(now.field));
    document.addEventListener('input', look);
    document.addEventListener('selectionchange', move);
    document.addEventListener('focusout', leave);
    window.addEventListener('resize', leave);
    document.addEventListener('scroll', leave, true);
    return () => {
      document.removeEventListener('input', look);
      document.removeEventListener('selectionchange', move);
      document.removeEventListener('focusout', leave);
      window.removeEventListener('resize', leave);
      document.removeEventListener('scroll', leave, true);
    };
  }, []);

  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.target !== open.field) return;
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) setActive((now) => (now + by + choices.length) % choices.length);
      else if (event.key === 'Enter' || event.key === 'Tab') choices[active]?.run(open);
      else if (event.key === 'Escape') setOpen(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [open, choices, active]);

  useEffect(() => {
    const field = open?.field;
    if (!field) return;
    field.setAttribute('aria-controls', 'variable-choices');
    field.setAttribute('aria-activedescendant', `variable-choice-${active}`);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [open, active]);

  if (!open) return null;
  const box = open.field.getBoundingClientRect();
  const above = box.bottom + 240 > window.innerHeight;
  const place = above ? { bottom: window.innerHeight - box.top + 4 } : { top: box.bottom + 4 };
  return (
    <div
      className={styles.choices}
      id="variable-choices"
      role="listbox"
      aria-label="Variables"
      style={{ left: Math.min(box.left, window.innerWidth - 296), ...place }}
    >
      {choices.map(({ id, label, detail, icon: IconView = IconVariable, run }, index) => (
        <div
          key={id}
          id={`variable-choice-${index}`}
          className={styles.choice}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onPointerMove={() => setActive(index)}
          onPointerDown={(event) => {
            event.preventDefault();
            run(open);
          }}
        >
          <IconView size={14} stroke={1.7} aria-hidden />
          <span className={styles.choiceName}>{label}</span>
          <span className={styles.choiceValue}>{detail}</span>
        </div>
      ))}
    </div>
  );
}

const origins = { project: '', deployment: ' · deployment', node: ' · this node' } as const;
const SHOWN = 8;

function choicesOf(open: Open, variables: ReturnType<typeof useVariables>): Choice[] {
  const { typed } = open.ref;
  const names = new Set(variables.map(({ name }) => name));
  const known = [
    ...variables.map(({ name, value, from }) => ({ name, detail: `${value || '(empty)'}${origins[from]}` })),
    ...open.more.filter((name) => !names.has(name)).map((name) => ({ name, detail: 'set by the run' })),
  ];
  const insert = (name: string) => (now: Open) => {
    const { field, ref } = now;
    const next = completed(field.value, field.selectionStart ?? field.value.length, ref, name);
    write(field, next.text, next.cursor);
  };
  const found = fitting(known, typed).slice(0, SHOWN);
  const choices: Choice[] = found.map(({ name, detail }) => ({ id: name, label: name, detail, run: insert(name) }));
  const project = currentProject();
  if (project && /^[A-Za-z_]/.test(typed) && !known.some(({ name }) => name === typed))
    choices.push({
      id: ' define',
      label: `Define ${typed}`,
      detail: 'a new variable',
      icon: IconPlus,
      run: (now) => {
        void setVariable(project, typed, '');
        insert(typed)(now);
      },
    });
  choices.push({
    id: ' page',
    label: 'All variables…',
    detail: '',
    run: () => project && go(`/p/${project}/variables`),
  });
  return choices;
}
