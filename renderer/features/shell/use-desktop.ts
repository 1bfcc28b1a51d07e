import { useEffect } from 'react';
import type { MenuCommandId } from '../../../nodes/contract/desktop/menu-commands.ts';
import { bridge } from '../../client/bridge.ts';
import { useCall } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { currentProject, go } from '../../state/current-project.ts';
import { keepOnly, noteOpened, useRecent } from '../../state/recent.ts';
import { useWorkbench } from '../../state/workbench.ts';

/**
 * Ties the page to the desktop shell, where there is one: the native menu runs the commands of the palette, opened files and
 * recent projects come from it, the window is named after the project. In a browser the tab is.
 */
export function useDesktop(): void {
  useEffect(() => bridge()?.onMenuCommand(onMenuCommand), []);
  useEffect(() => bridge()?.onOpenProject((id) => go(`/p/${id}/flow`)), []);
  useEffect(() => bridge()?.onOpenFile((path) => useWorkbench.getState().set({ opened: { path } })), []);
  const recent = useRecent((state) => state.projects);
  useEffect(() => void bridge()?.setRecentProjects([...recent]), [recent]);
  const { data } = useCall('projects.list', {});
  useEffect(() => {
    if (data) keepOnly(data.map(({ id }) => id));
  }, [data]);
}

/** Undo and redo of the menu belong to the text a person is writing, as their keys do. */
function onMenuCommand(id: MenuCommandId): void {
  const isTyping = document.activeElement?.matches('input, textarea, [contenteditable="true"]') ?? false;
  if (isTyping && id === 'edit.undo') document.execCommand('undo');
  else if (isTyping && id === 'edit.redo') document.execCommand('redo');
  else runCommand(id);
}

/** Names the window after the open project and remembers that it was opened. */
export function useWindowTitle(project: { id: string; name: string } | null): void {
  const id = project?.id;
  const name = project?.name;
  useEffect(() => {
    document.title = name ? `${name} – Millrace` : 'Millrace';
    void bridge()?.setTitle(name ?? '');
    if (id && name && currentProject() === id) noteOpened({ id, name });
  }, [id, name]);
}
