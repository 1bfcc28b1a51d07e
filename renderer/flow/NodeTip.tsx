import { type RefObject, useEffect, useState } from 'react';
import styles from './flow.module.css';

const DELAY = 600;

interface Tip {
  text: string;
  x: number;
  y: number;
  below: boolean;
}

/** The name of a node when there is no room for all of it. */
function cutName(element: HTMLElement): string {
  const name = element.querySelector<HTMLElement>('[data-name]');
  const isCut = name && (name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + 1);
  return isCut ? (name.textContent ?? '') : '';
}

/** Where the words for an element go: above it, or below where there is no room. */
function tipFor(element: HTMLElement): Tip {
  const box = element.getBoundingClientRect();
  const below = box.top < 120;
  return {
    text: [cutName(element), element.dataset.tip].filter(Boolean).join('\n'),
    x: box.left + box.width / 2,
    y: below ? box.bottom + 8 : box.top - 8,
    below,
  };
}

/** One tip for whatever carries `data-tip` in `host`: cheaper than one for each of many nodes. */
export function NodeTip({ host }: { host: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    const area = host.current;
    if (!area) return;
    let timer = 0;
    let over: HTMLElement | null = null;
    const hide = () => {
      window.clearTimeout(timer);
      over = null;
      setTip(null);
    };
    const onOver = ({ target, buttons }: PointerEvent) => {
      const found = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
      if (found === over) return;
      hide();
      if (!found || buttons > 0) return;
      over = found;
      timer = window.setTimeout(() => {
        if (found.isConnected) setTip(tipFor(found));
      }, DELAY);
    };
    area.addEventListener('pointerover', onOver);
    for (const name of ['pointerleave', 'pointerdown', 'wheel'] as const)
      area.addEventListener(name, hide, { passive: true });
    // A key may change or take away what the words are about.
    window.addEventListener('keydown', hide);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', hide);
      area.removeEventListener('pointerover', onOver);
      for (const name of ['pointerleave', 'pointerdown', 'wheel'] as const) area.removeEventListener(name, hide);
    };
  }, [host]);
  if (!tip) return null;
  return (
    <div role="tooltip" className={styles.tip} data-below={tip.below || undefined} style={{ left: tip.x, top: tip.y }}>
      {tip.text}
    </div>
  );
}
