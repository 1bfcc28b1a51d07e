import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { createElement, Fragment } from 'react';
import { ApiError } from '../client/call.ts';

/** What a person can do about a message, as a button in it. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

interface Shown {
  id: string;
  title: string;
  message: string | undefined;
  color: string;
  autoClose: number | false;
  action: NoticeAction | undefined;
}

const ACTION = { variant: 'subtle', size: 'compact-xs', ml: -8, mt: 4 } as const;

function show({ action, id, message, ...rest }: Shown): void {
  const onClick = () => {
    notifications.hide(id);
    action?.run();
  };
  const body = action
    ? createElement(
        Fragment,
        null,
        createElement('div', null, message),
        createElement(Button<'button'>, { ...ACTION, onClick }, action.label),
      )
    : message;
  notifications.show({ id, message: body, withBorder: true, ...rest });
}

interface ProgressShown {
  id: string;
  title: string;
  message?: string;
  /** 0–100; null while it is not known. */
  percent: number | null;
  /** What stops it. */
  cancel?: NoticeAction;
}

/** A message that stays while something long is under way; the same `id` changes it, `hideTold` ends it. */
export function tellProgress({ id, title, message, percent, cancel }: ProgressShown): void {
  const bar = createElement(Progress, {
    // A bar of no width cannot be seen.
    value: Math.max(percent ?? 100, 2),
    animated: percent === null,
    striped: percent === null,
    size: 'sm',
    mt: 4,
    'aria-label': title,
  });
  const body = createElement(
    Fragment,
    null,
    message ? createElement('div', null, message) : null,
    bar,
    cancel ? createElement(Button<'button'>, { ...ACTION, onClick: cancel.run }, cancel.label) : null,
  );
  const shown = { id, title, message: body, withBorder: true, autoClose: false, color: 'river' };
  notifications.show(shown);
  notifications.update(shown);
}

/** Takes a message away. */
export const hideTold = (id: string): void => void notifications.hide(id);

/** A message that stays until it is answered or closed; the same `id` replaces it. */
export function tellNews(
  id: string,
  { title, message, action }: { title: string; message?: string; action: NoticeAction },
): void {
  notifications.hide(id);
  show({ id, title, message, color: 'river', autoClose: false, action });
}

let count = 0;
const nextId = () => {
  count += 1;
  return `told-${count}`;
};

/** A short message in the corner that something worked. */
export const tellDone = (title: string, message?: string, action?: NoticeAction): void =>
  show({ id: nextId(), title, message, color: 'teal', autoClose: action ? 7_000 : 4_000, action });

/** A message in the corner that something worked in part, or needs a look. */
export const tellWarning = (title: string, message: string, action?: NoticeAction): void =>
  show({ id: nextId(), title, message, color: 'yellow', autoClose: 10_000, action });

/** A message in the corner that something failed, with what to do. The same failure is shown once. */
export function tellError(title: string, error: unknown, action?: NoticeAction): void {
  const text = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiError ? error.hint : undefined;
  const message = hint ? `${text.replace(/\.$/, '')}. ${hint}` : text;
  show({ id: `${title}:${text}`, title, message, color: 'red', autoClose: 10_000, action });
}
