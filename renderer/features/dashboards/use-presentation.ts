import { useFullscreenElement } from '@mantine/hooks';
import { useEffect } from 'react';

interface Presented {
  pages: readonly { id: string }[];
  pageId: string;
  onPage: (id: string) => void;
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at) => at + 1,
  PageDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  PageUp: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** What already has a use for arrow keys keeps them. */
const takesKeys =
  'input, textarea, select, [role="combobox"], [role="menu"], [role="tablist"], [data-pick], [contenteditable]';

/** The whole page on the screen; keys turn the pages, as those of a presentation. */
export function usePresentation({ pages, pageId, onPage }: Presented) {
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  useEffect(() => {
    if (!fullscreen || pages.length < 2) return;
    const onKey = (event: KeyboardEvent) => {
      const step = steps[event.key];
      const target = event.target instanceof Element ? event.target : null;
      if (!step || event.ctrlKey || event.metaKey || event.altKey || target?.closest(takesKeys)) return;
      const last = pages.length - 1;
      const at = pages.findIndex(({ id }) => id === pageId);
      const next = pages[Math.max(0, Math.min(last, step(at, last)))];
      event.preventDefault();
      if (next && next.id !== pageId) onPage(next.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [fullscreen, pages, pageId, onPage]);
  return { ref, toggle: () => void toggle(), isOn: fullscreen };
}
