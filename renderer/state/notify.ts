import { notifications } from '@mantine/notifications';
import { ApiError } from '../client/call.ts';

/** A short message in the corner that something worked. */
export function tellDone(title: string, message?: string): void {
  notifications.show({ title, message, color: 'teal', autoClose: 4_000, withBorder: true });
}

/** A message in the corner that something failed, with what to do. It stays until closed when it needs reading. */
export function tellError(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiError ? error.hint : undefined;
  notifications.show({
    id: `${title}:${message}`,
    title,
    message: hint ? `${message}. ${hint}` : message,
    color: 'red',
    autoClose: 10_000,
    withBorder: true,
  });
}
