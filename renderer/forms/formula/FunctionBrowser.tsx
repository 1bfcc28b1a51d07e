import { ActionIcon, Popover, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconMathFunction } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import { useCatalog } from '../../client/hooks.ts';
import { byCategory, matching } from '../../ui/kinds.ts';
import { Notice } from '../../ui/Notice.tsx';

interface FunctionBrowserProps {
  /** Puts a text at the cursor; the cursor goes `back` signs before its end. */
  onInsert: (text: string, back: number) => void;
}

/** All functions of the formula language by category, with help and examples. */
export function FunctionBrowser({ onInsert }: FunctionBrowserProps) {
  const { functions } = useCatalog();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const groups = byCategory(matching(functions, query));
  const flat = groups.flatMap(([, some]) => some);
  const chosen = flat[active];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen entry stays in view while keys move it
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const insert = (fn: CatalogKind | undefined) => {
    setOpen(false);
    if (!fn) return;
    if (fn.category === 'operators') onInsert(` ${fn.signature?.split(' ')[1] ?? ''} `, 0);
    else onInsert(`${fn.id}()`, 1);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={560} shadow="md" position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip label="All functions">
          <ActionIcon size={20} aria-label="All functions" onClick={() => setOpen(!open)}>
            <IconMathFunction size={14} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Search functions"
          placeholder="Search functions"
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by && flat.length > 0) setActive((active + by + flat.length) % flat.length);
            if (event.key === 'Enter') insert(chosen);
          }}
        />
        <div className="mr-functions">
          <div className="mr-functions-list" ref={list}>
            {groups.map(([category, some]) => (
              <div key={category}>
                <div className="mr-functions-group">{category}</div>
                {some.map((fn) => (
                  <UnstyledButton
                    key={fn.id}
                    className="mr-functions-entry"
                    data-active={fn === chosen || undefined}
                    onMouseEnter={() => setActive(flat.indexOf(fn))}
                    onClick={() => insert(fn)}
                  >
                    {fn.label}
                  </UnstyledButton>
                ))}
              </div>
            ))}
            {flat.length === 0 ? <Notice tone="info">Nothing matches “{query}”.</Notice> : null}
          </div>
          <div className="mr-functions-help" aria-live="polite">
            {chosen ? (
              <>
                <code>{chosen.signature}</code>
                <p>{chosen.help}</p>
                {(chosen.examples ?? []).slice(0, 4).map(({ formula, result }) => (
                  <code key={formula} className="mr-functions-example">
                    {formula} → {result}
                  </code>
                ))}
              </>
            ) : null}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
