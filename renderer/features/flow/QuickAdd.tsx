import { TextInput, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { kindsAfter } from '../../flow/connect-rules.ts';
import { splice } from '../../flow/splice.ts';
import { canvas } from '../../state/canvas.ts';
import { type QuickAdd as At, useSelection } from '../../state/selection.ts';
import { iconOf } from '../../ui/icons.ts';
import { matching } from '../../ui/kinds.ts';
import styles from './flow-page.module.css';

interface QuickAddProps {
  project: Project;
  kinds: readonly CatalogKind[];
  onAdd: (kind: CatalogKind, at: At) => void;
}

const WIDTH = 264;
const HEIGHT = 352;
const FILES = 'files';

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
  const offered = useMemo(() => fitting(project, kinds, at), [project, kinds, at]);
  const found = matching(offered, query);
  const withFiles = at.from.length === 0 && !at.wire && 'dataset from files'.includes(query.toLowerCase());
  const entries = [...found.map((kind) => kind.id), ...(withFiles ? [FILES] : [])];
  const choose = (id: string | undefined) => {
    const kind = found.find((one) => one.id === id);
    close();
    if (kind) onAdd(kind, at);
    else if (id === FILES) runCommand('flow.add-files');
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
    <div ref={ref} className={styles.quickAdd} style={{ left, top }} role="dialog" aria-label="Add a recipe">
      <TextInput
        size="sm"
        autoFocus
        variant="unstyled"
        styles={{ input: { padding: '0 12px' } }}
        placeholder={placeholderOf(project, at)}
        aria-label="Search recipes to add"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <div className={styles.quickList} role="listbox" aria-label="Recipes">
        {entries.map((id, index) => (
          <Option
            key={id}
            kind={found.find((one) => one.id === id)}
            active={index === active}
            onHover={() => setActive(index)}
            onChoose={() => choose(id)}
          />
        ))}
        {entries.length === 0 ? <div className={styles.nothing}>Nothing fits here</div> : null}
      </div>
    </div>
  );
}

const nameOf = (project: Project, id: string): string => (project.datasets[id] ?? project.models[id])?.name ?? id;

function placeholderOf(project: Project, { from, wire }: At): string {
  if (wire) return 'Insert into the wire…';
  if (from.length === 0) return 'Add…';
  return `After ${from.map((id) => nameOf(project, id)).join(', ')}…`;
}

/** Kinds that can stand here, the best first. */
function fitting(project: Project, kinds: readonly CatalogKind[], { from, wire }: At): CatalogKind[] {
  if (!wire) return kindsAfter(project, kinds, from);
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  return kinds.filter(({ id }) => splice(project, byId, { wire, what: { kind: id } }) !== null);
}

interface OptionProps {
  kind: CatalogKind | undefined;
  active: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function Option({ kind, active, onHover, onChoose }: OptionProps) {
  const IconView = kind ? iconOf(kind.icon) : IconUpload;
  return (
    <UnstyledButton
      className={styles.entry}
      role="option"
      aria-selected={active}
      data-active={active || undefined}
      data-kind={kind?.id ?? FILES}
      tabIndex={-1}
      onPointerMove={onHover}
      onClick={onChoose}
    >
      <i className={styles.entryIcon} data-tone={kind ? undefined : 'dataset'}>
        <IconView size={15} stroke={1.7} />
      </i>
      <span>{kind?.label ?? 'Dataset from files…'}</span>
    </UnstyledButton>
  );
}
