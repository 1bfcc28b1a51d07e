import { useMemo } from 'react';
import type { GoldenState } from '../../nodes/contract/golden.ts';
import { useLiveTests, useTests, verdictOf } from './use-golden.ts';

const looks = {
  done: { sign: '✓', colour: 'var(--mr-done)', words: 'golden test holds' },
  failed: { sign: '✕', colour: 'var(--mr-failed)', words: 'golden test fails' },
  stale: { sign: '…', colour: 'var(--mr-stale)', words: 'golden test out of date' },
  none: { sign: '?', colour: 'var(--mr-faint)', words: 'golden test not run' },
} as const;
type Look = keyof typeof looks;
const worst: readonly Look[] = ['failed', 'stale', 'none', 'done'];

/** A badge on every recipe that golden tests cover, with the worst verdict. A style sheet, so that no node is drawn anew. */
export function TestMarks({ projectId }: { projectId: string }) {
  const { list } = useTests(projectId);
  useLiveTests(projectId);
  const css = useMemo(() => styleOf(list.data ?? []), [list.data]);
  return css ? <style>{css}</style> : null;
}

function styleOf(states: readonly GoldenState[]): string {
  const verdicts = new Map<string, Set<Look>>();
  for (const state of states) {
    const { tone } = verdictOf(state);
    const look = tone in looks ? (tone as Look) : 'none';
    for (const id of state.covers) verdicts.set(id, (verdicts.get(id) ?? new Set()).add(look));
  }
  const rules = [...verdicts].map(([id, found]) => {
    const { sign, colour, words } = looks[worst.find((look) => found.has(look)) ?? 'none'];
    const badge = `[data-scope="canvas"] [data-node="${id}"][data-type="recipe"]::after`;
    return `${badge} { content: "${sign}" / "${words}"; background: ${colour}; }`;
  });
  if (rules.length === 0) return '';
  return [shape, ...rules].join('\n');
}

const shape = `[data-scope="canvas"] [data-node][data-type="recipe"]::after {
  position: absolute; left: -4px; top: -4px; z-index: 2; width: 16px; height: 16px; border-radius: 5px;
  color: var(--mr-surface); font: 700 11px/16px system-ui, sans-serif; text-align: center;
  box-shadow: 0 0 0 2px var(--mr-bg); pointer-events: none;
}`;
