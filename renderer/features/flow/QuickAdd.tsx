import { TextInput, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { canvas } from '../../state/canvas.ts';
import { type QuickAdd as At, useSelection } from '../../state/selection.ts';
import styles from './flow-page.module.css';
import { type Choice, type Entry, entriesFor } from './quick-add-entries.ts';

interface QuickAddProps {
  project: Project;
  kinds: readonly CatalogKind[];
  onAdd: (choice: Choice, at: At) => void;
}

const WIDTH = 264;
const HEIGHT = 352;

/** The small menu where a wire was dropped, Tab pressed or the canvas double-clicked: what can come here. */
export function QuickAdd({ project, kinds, onAdd }: QuickAddProps) {
  const at = useSelection((state) => state.quickAdd);
  return at ? (
    <Menu key={`${at.screen.x},${at.screen.y}`} at={at} project={project} kinds={kinds} onAdd={onAdd} />
  ) : null;
}

function Menu({ at, project, kinds, onAdd }: QuickAddProps & { at: At }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const close = () => {
    useSelection.getState().set({ quickAdd: null });
    canvas()?.focus();
  };
  const ref = useClickOutside(close);
  const list = useId();
  const groups = useMemo(() => entriesFor(project, kinds, { at, query }), [project, kinds, at, query]);
  const entries = groups.flatMap((group) => group.entries);
  const choose = (entry: Entry | undefined) => {
    close();
    if (entry) onAdd(entry.choice, at);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter') choose(entries[active]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setActive((active + step + entries.length) % entries.length);
    }
  };
  const left = Math.max(8, Math.min(at.screen.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(at.screen.y - 16, window.innerHeight - HEIGHT - 8));
  return (
    <div ref={ref} className={styles.quickAdd} style={{ left, top }} role="dialog" aria-label={titleOf(at)}>
      <TextInput
        size="sm"
        autoFocus
        variant="unstyled"
        styles={{ input: { padding: '0 12px' } }}
        placeholder={placeholderOf(project, at)}
        aria-label={at.before === undefined ? 'Search recipes to add' : 'Search data and recipes to add'}
        aria-controls={list}
        aria-activedescendant={entries[active] ? `${list}${active}` : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id={list}
        className={styles.quickList}
        role="listbox"
        aria-label={at.before ? 'Data and recipes' : 'Recipes'}
      >
        {groups.map(({ title, entries: those, more }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, which a fieldset is not
          <div key={title ?? ''} role="group" aria-label={title ?? 'Recipes'}>
            {title ? <div className={styles.quickTitle}>{title}</div> : null}
            {those.map((entry) => {
              const index = entries.indexOf(entry);
              return (
                <Option
                  key={entry.id}
                  id={`${list}${index}`}
                  entry={entry}
                  active={index === active}
                  onHover={() => setActive(index)}
                  onChoose={() => choose(entry)}
                />
              );
            })}
            {more ? <div className={styles.quickMore}>{more} more: search by name</div> : null}
          </div>
        ))}
        {entries.length === 0 ? <div className={styles.nothing}>Nothing fits here</div> : null}
      </div>
    </div>
  );
}

const titleOf = ({ before }: At): string => (before === undefined ? 'Add a recipe' : 'Add what comes before');

const nameOf = (project: Project, id: string): string =>
  (project.datasets[id] ?? project.models[id] ?? project.recipes[id])?.name ?? id;

function placeholderOf(project: Project, { from, wire, before }: At): string {
  if (before !== undefined) return `Before ${nameOf(project, before)}…`;
  if (wire) return 'Insert into the wire…';
  if (from.length === 0) return 'Add…';
  return `After ${from.map((id) => nameOf(project, id)).join(', ')}…`;
}

interface OptionProps {
  id: string;
  entry: Entry;
  active: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function Option({ id, entry, active, onHover, onChoose }: OptionProps) {
  const { icon: IconView, tone, label } = entry;
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <UnstyledButton
      ref={ref}
      id={id}
      className={styles.entry}
      role="option"
      aria-selected={active}
      data-active={active || undefined}
      data-kind={entry.id}
      tabIndex={-1}
      onPointerMove={onHover}
      onClick={onChoose}
    >
      <i className={styles.entryIcon} data-tone={tone}>
        <IconView size={15} stroke={1.7} />
      </i>
      <span>{label}</span>
    </UnstyledButton>
  );
}
