import { Drawer, Loader, TextInput, UnstyledButton } from '@mantine/core';
import { IconBook, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useWorkbench } from '../../state/workbench.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { helpOf, helpPages } from './help-pages.ts';
import styles from './shell.module.css';

const Markdown = lazy(async () => ({ default: (await import('../../ui/Markdown.tsx')).Markdown }));

const loadTexts = async (): Promise<Readonly<Record<string, string>>> => (await import('./help-texts.ts')).helpTexts;

/** The pages of the help beside the work, searchable. */
export function HelpDrawer() {
  const help = useWorkbench((state) => state.help);
  const set = useWorkbench((state) => state.set);
  const [query, setQuery] = useState('');
  const open = help !== null;
  const texts = useQuery({
    queryKey: ['help'],
    queryFn: loadTexts,
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  useEffect(() => {
    if (!open) setQuery('');
  }, [open]);
  const wanted = query.trim().toLowerCase();
  const found = helpPages.filter(({ id, title, keywords }) =>
    `${title} ${keywords.join(' ')} ${texts?.[id] ?? ''}`.toLowerCase().includes(wanted),
  );
  const asked = helpPages.some(({ id }) => id === help) ? help : helpOf(help ?? 'home');
  const shown = found.find(({ id }) => id === asked) ?? found[0];
  return (
    <Drawer
      opened={open}
      onClose={() => set({ help: null })}
      position="right"
      size={720}
      title="Help"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: styles.helpBody ?? '', content: styles.helpContent ?? '' }}
    >
      <nav className={styles.helpList} aria-label="Pages of the help">
        <TextInput
          data-autofocus
          placeholder="Search the help"
          aria-label="Search the help"
          leftSection={<IconSearch size={14} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          mb={8}
        />
        {found.map(({ id, title }) => (
          <UnstyledButton
            key={id}
            className={styles.helpItem}
            aria-current={id === shown?.id ? 'page' : undefined}
            onClick={() => set({ help: id })}
          >
            {title}
          </UnstyledButton>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls is reached by the keyboard */}
      <article className={styles.helpPage} tabIndex={0} aria-label={shown?.title ?? 'Nothing found'}>
        {!shown ? (
          <EmptyState icon={IconBook} title="Nothing found">
            Try another word; commands and nodes are found by Ctrl+K.
          </EmptyState>
        ) : texts ? (
          <Suspense fallback={<Loader size={16} />}>
            <Markdown text={texts[shown.id] ?? ''} />
          </Suspense>
        ) : (
          <Loader size={16} />
        )}
      </article>
    </Drawer>
  );
}
