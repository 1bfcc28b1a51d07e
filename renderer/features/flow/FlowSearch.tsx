import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconBoxMultiple, IconChartDots3, IconNote, IconSearch, IconTable, IconX } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import type { Kinds } from '../../flow/connect-rules.ts';
import { openZoneOf } from '../../flow/layer-actions.ts';
import { type Finding, findInFlow, searchIndex } from '../../flow/search.ts';
import { canvas } from '../../state/canvas.ts';
import { useSelection } from '../../state/selection.ts';
import { iconOf } from '../../ui/icons.ts';
import styles from './search.module.css';

const LIMIT = 8;
const pictures = { dataset: IconTable, model: IconChartDots3, zone: IconBoxMultiple, note: IconNote } as const;

interface FlowSearchProps {
  project: Project;
  flow: ReadonlyMap<string, FlowNode>;
  kinds: Kinds;
}

/** Search over nodes, columns, settings, notes and tags, in the corner of the canvas. */
export function FlowSearch(props: FlowSearchProps) {
  const open = useSelection((state) => state.searching);
  return open ? <SearchPanel {...props} /> : null;
}

const close = () => {
  useSelection.getState().set({ searching: false });
  canvas()?.focus();
};

/** Goes to a finding: into view with a flash, and with `select` selected. What a collapsed zone hides is opened. */
function jump(project: Project, { target }: Finding, select: boolean): void {
  openZoneOf(project, target);
  window.setTimeout(() => {
    if (select) canvas()?.select([target]);
    canvas()?.show(target);
  }, 0);
}

function SearchPanel({ project, flow, kinds }: FlowSearchProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(query);
  const index = useMemo(() => searchIndex({ project, flow, kinds }), [project, flow, kinds]);
  const groups = useMemo(() => findInFlow(index, wanted, LIMIT), [index, wanted]);
  const list = groups.flatMap(({ found }) => found);
  const total = groups.reduce((sum, { found, more }) => sum + found.length + more, 0);
  useEffect(() => field.current?.focus(), []);
  const choose = (finding: Finding | undefined) => {
    if (!finding) return;
    close();
    jump(project, finding, true);
  };
  const step = (by: number) => {
    const next = (active + by + list.length) % Math.max(1, list.length);
    setActive(next);
    const finding = list[next];
    if (finding) jump(project, finding, false);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter') choose(list[active]);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && list.length > 0) {
      event.preventDefault();
      step(by);
    }
  };
  return (
    <section className={styles.panel} aria-label="Search the flow">
      <TextInput
        ref={field}
        size="sm"
        variant="unstyled"
        className={styles.field}
        leftSection={<IconSearch size={15} />}
        rightSectionWidth={total > 0 ? 104 : 40}
        rightSection={
          <span className={styles.right}>
            {wanted.trim() ? (
              <span className={styles.total}>{total === 1 ? '1 result' : `${total} results`}</span>
            ) : null}
            <ActionIcon size={24} aria-label="Close the search" onClick={close}>
              <IconX size={14} />
            </ActionIcon>
          </span>
        }
        placeholder="Find nodes, columns, settings, notes"
        aria-label="Find in the flow"
        role="combobox"
        aria-expanded={list.length > 0}
        aria-controls="flow-findings"
        aria-activedescendant={list[active] ? `finding-${list[active].key}` : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      {list.length > 0 ? (
        <div className={styles.results} id="flow-findings" role="listbox" aria-label="Findings">
          {groups.map(({ group, found, more }) => (
            <div key={group} role="presentation">
              <div className={styles.group}>
                {group}
                {more > 0 ? <span>{more} more, type on to narrow down</span> : null}
              </div>
              {found.map((finding) => (
                <Row
                  key={finding.key}
                  finding={finding}
                  query={wanted}
                  active={finding === list[active]}
                  onHover={() => setActive(list.indexOf(finding))}
                  onChoose={() => choose(finding)}
                />
              ))}
            </div>
          ))}
        </div>
      ) : null}
      {wanted.trim() && list.length === 0 ? (
        <p className={styles.none}>Nothing in this flow holds “{wanted.trim()}”.</p>
      ) : null}
      {wanted.trim() ? null : (
        <p className={styles.none}>Names, columns, formulas, any text of the settings, notes and tags.</p>
      )}
    </section>
  );
}

interface RowProps {
  finding: Finding;
  query: string;
  active: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function Row({ finding, query, active, onHover, onChoose }: RowProps) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const IconView = finding.kind === 'recipe' ? iconOf(finding.icon) : pictures[finding.kind];
  return (
    <UnstyledButton
      ref={row}
      id={`finding-${finding.key}`}
      className={styles.row}
      role="option"
      aria-selected={active}
      data-active={active || undefined}
      tabIndex={-1}
      onPointerMove={onHover}
      onClick={onChoose}
    >
      <i className={styles.icon} data-kind={finding.kind}>
        <IconView size={15} stroke={1.7} />
      </i>
      <span className={styles.words}>
        <span className={styles.title}>
          <Marked text={finding.title} query={query} />
        </span>
        <span className={styles.detail}>{finding.detail}</span>
      </span>
    </UnstyledButton>
  );
}

/** A text with what was searched for set off. A long text begins near it. */
function Marked({ text, query }: { text: string; query: string }) {
  const wanted = query.trim().toLowerCase();
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0 || !wanted) return <>{text}</>;
  const start = at > 32 ? at - 16 : 0;
  return (
    <>
      {start > 0 ? '…' : ''}
      {text.slice(start, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}
