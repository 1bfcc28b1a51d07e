import { Button } from '@mantine/core';
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
  autoClose: number;
  action: NoticeAction | undefined;
}

function show({ action, id, message, ...rest }: Shown): void {
  const onClick = () => {
    notifications.hide(id);
    action?.run();
  };
  const button = { variant: 'subtle', size: 'compact-xs', ml: -8, mt: 4, onClick } as const;
  const body = action
    ? createElement(
        Fragment,
        null,
        createElement('div', null, message),
        createElement(Button<'button'>, button, action.label),
      )
    : message;
  notifications.show({ id, message: body, withBorder: true, ...rest });
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
