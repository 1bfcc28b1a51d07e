import { ActionIcon, SegmentedControl, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBarToDown, IconCheck, IconCopy, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JobLogLine } from '../../../nodes/contract/flow.ts';
import { formatCount } from '../../ui/format.ts';
import { saveText } from '../../ui/save-text.ts';
import styles from './jobs.module.css';
import { type LogLevel, logText, matching, timeIn } from './log-lines.ts';

interface JobLogProps {
  /** Null while they are being fetched. */
  lines: readonly JobLogLine[] | null;
  beganAt: string;
  nameOf: (recipe: string) => string;
  /** Only lines of this recipe. */
  recipe: string | null;
  onRecipe: (recipe: string | null) => void;
  /** What the log is of, for the name of its file. */
  name: string;
}

const levels = [
  { value: 'info', label: 'All' },
  { value: 'warning', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

/** The lines of a log as they come: of one recipe or all, by level, searched. */
export function JobLog({ lines, beganAt, nameOf, recipe, onRecipe, name }: JobLogProps) {
  const [level, setLevel] = useState<LogLevel>('info');
  const [query, setQuery] = useState('');
  const shown = useMemo(
    () => matching(lines ?? [], { recipe, level, query, nameOf }),
    [lines, recipe, level, query, nameOf],
  );
  const text = () => logText(shown, nameOf);
  return (
    <section className={styles.log} aria-label="Log">
      <header className={styles.logHead}>
        <strong>Log</strong>
        {recipe ? (
          <span className={styles.chip}>
            {nameOf(recipe)}
            <ActionIcon size={16} aria-label="Lines of all recipes" onClick={() => onRecipe(null)}>
              <IconX size={12} />
            </ActionIcon>
          </span>
        ) : null}
        <span className={styles.logCount}>
          {lines ? (shown.length === 1 ? '1 line' : `${formatCount(shown.length)} lines`) : ''}
        </span>
        <span style={{ flex: 1 }} />
        <SegmentedControl
          size="xs"
          aria-label="Which lines"
          data={levels}
          value={level}
          onChange={(value) => setLevel(value as LogLevel)}
        />
        <TextInput
          w={168}
          aria-label="Find in the log"
          placeholder="Find"
          leftSection={<IconSearch size={13} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <CopyLog text={text} />
        <Tooltip label="Save as a file">
          <ActionIcon aria-label="Save the log as a file" onClick={() => saveText(text(), `${name}.log`)}>
            <IconDownload size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </header>
      {lines === null ? <Skeleton h={80} m={12} /> : <Lines {...{ lines: shown, beganAt, nameOf, recipe, onRecipe }} />}
    </section>
  );
}

function CopyLog({ text }: { text: () => string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text()).then(() => {
      setCopied(true);
      window.setTimeout(() => setCopied(false), 1500);
    });
  };
  return (
    <Tooltip label={copied ? 'Copied' : 'Copy'}>
      <ActionIcon aria-label="Copy the log" onClick={copy}>
        {copied ? <IconCheck size={15} stroke={1.8} /> : <IconCopy size={15} stroke={1.7} />}
      </ActionIcon>
    </Tooltip>
  );
}

const LINE = 20;
/** Nearer to the end than this, the view follows new lines. */
const NEAR_END = 24;

type LinesProps = Pick<JobLogProps, 'beganAt' | 'nameOf' | 'recipe' | 'onRecipe'> & { lines: readonly JobLogLine[] };

function Lines({ lines, beganAt, nameOf, recipe, onRecipe }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 24,
    paddingStart: 8,
    paddingEnd: 8,
  });
  useEffect(() => {
    if (follows && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follows, lines.length, rows]);
  const onScroll = () => {
    const at = box.current;
    if (at) setFollows(at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END);
  };
  return (
    <div className={styles.linesPlace}>
      <section
        ref={box}
        className={styles.lines}
        onScroll={onScroll}
        aria-label="Lines of the log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                data-level={line.level}
                className={styles.line}
                data-one={recipe !== null || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className={styles.lineTime} title={line.at}>
                  {timeIn(line.at, beganAt)}
                </span>
                {recipe === null ? (
                  <span className={styles.lineRecipe}>
                    {line.recipe === null ? null : (
                      <button type="button" tabIndex={-1} onClick={() => onRecipe(line.recipe)}>
                        {nameOf(line.recipe)}
                      </button>
                    )}
                  </span>
                ) : null}
                <span className={styles.lineText}>{line.text}</span>
              </div>
            );
          })}
        </div>
        {lines.length === 0 ? <p className={styles.quiet}>No lines</p> : null}
      </section>
      {follows ? null : (
        <Tooltip label="To the end, and follow">
          <ActionIcon
            className={styles.toEnd ?? ''}
            variant="default"
            aria-label="To the end"
            onClick={() => setFollows(true)}
          >
            <IconArrowBarToDown size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
