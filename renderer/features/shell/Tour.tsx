import { ActionIcon, Button, CloseButton, Popover, Tooltip } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { currentPage, currentProject, go } from '../../state/current-project.ts';
import { endTour } from '../../state/tour.ts';
import { usePreferences, useWorkbench } from '../../state/workbench.ts';
import styles from './shell.module.css';
import { tourSteps } from './tour-steps.ts';

const LOOK_EVERY_MS = 200;
const ROOM = 4;

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

const samePlace = (a: Place | null, b: Place | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);

/** Where an element is on the screen, followed while pages load and panes move; null while it is not there. */
function usePlaceOf(selector: string | undefined): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const look = () => {
      const box = selector ? document.querySelector(selector)?.getBoundingClientRect() : undefined;
      const now = box
        ? { left: box.left - ROOM, top: box.top - ROOM, width: box.width + 2 * ROOM, height: box.height + 2 * ROOM }
        : null;
      setPlace((old) => (samePlace(old, now) ? old : now));
    };
    look();
    const timer = window.setInterval(look, LOOK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [selector]);
  return place;
}

const takeFocus = (button: HTMLButtonElement | null): void => button?.focus({ preventScroll: true });

/** Shows the workbench step by step; it never stands in the way of a click elsewhere. */
export function Tour() {
  const at = useWorkbench((state) => state.tour);
  const step = at === null ? undefined : tourSteps[at];
  const place = usePlaceOf(step?.at);
  const page = step?.page;
  useEffect(() => {
    const project = currentProject();
    if (page && project && currentPage() !== page) go(`/p/${project}/${page}`);
  }, [page]);
  if (at === null || !step || !place) return null;
  const move = (by: number) => {
    const to = at + by;
    if (to >= tourSteps.length) endTour();
    else useWorkbench.getState().set({ tour: Math.max(0, to) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') endTour();
    else if (event.key === 'ArrowRight') move(1);
    else if (event.key === 'ArrowLeft') move(-1);
    else return;
    event.stopPropagation();
  };
  // What fills the window has no side with room for the words: they stand in its middle.
  const wide = place.height > window.innerHeight / 3 && place.width > window.innerWidth / 3;
  const anchor = wide
    ? { left: place.left + place.width / 2, top: place.top + place.height / 3, width: 1, height: 1 }
    : place;
  return (
    <>
      <div className={styles.tourRing} style={place} aria-hidden />
      <Popover key={at} opened position={wide ? 'bottom' : step.side} withArrow={!wide} shadow="lg" width={320}>
        <Popover.Target>
          <div className={styles.tourAnchor} style={anchor} aria-hidden />
        </Popover.Target>
        <Popover.Dropdown
          role="dialog"
          aria-label={`Tour: ${step.title}`}
          onKeyDown={onKeyDown}
          className={styles.tour ?? ''}
        >
          <div className={styles.tourHead}>
            <strong>{step.title}</strong>
            <CloseButton size="sm" aria-label="End the tour" onClick={endTour} />
          </div>
          <p>{step.text}</p>
          <div className={styles.tourEnd}>
            <span>
              {at + 1} of {tourSteps.length}
            </span>
            {at > 0 ? (
              <Button variant="default" onClick={() => move(-1)}>
                Back
              </Button>
            ) : null}
            <Button ref={takeFocus} onClick={() => move(1)}>
              {at === tourSteps.length - 1 ? 'Done' : 'Next'}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

/** Offers the tour until it was seen or declined. */
export function TourOffer() {
  const seen = usePreferences((state) => state.tourSeen);
  const open = useWorkbench((state) => state.tour !== null);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  if (seen || open || readOnly) return null;
  return (
    <span className={styles.tourOffer}>
      <button type="button" onClick={() => runCommand('help.tour')}>
        <IconRoute size={14} stroke={1.8} /> Take the tour
      </button>
      <Tooltip label="Not now; the Help menu has it">
        <ActionIcon size={20} aria-label="Do not offer the tour" onClick={endTour}>
          ×
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
