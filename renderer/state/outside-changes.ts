import { firstFew } from '../../nodes/base/first-few.ts';
import { ApiError, call } from '../client/call.ts';
import { onFocus } from '../client/query-client.ts';
import { currentProject } from './current-project.ts';
import { onProjectChanged } from './edit-project.ts';
import { tellDone, tellError } from './notify.ts';

/** When the window is looked at again, the node looks whether files of the project were changed outside. Call what it returns to stop. */
export const watchOutside = (): (() => void) =>
  onFocus(() => {
    const project = currentProject();
    if (project !== null) void look(project);
  });

async function look(project: string): Promise<void> {
  try {
    const { revision } = await call('projects.revision', { params: { project } });
    onProjectChanged(project, revision);
  } catch (error) {
    const isAboutFiles = error instanceof ApiError && error.code.startsWith('PROJECT_');
    if (isAboutFiles) tellError('Files of the project were changed outside', error);
  }
}

const NAMED = 5;

/** Other programs changed files of the project on show: what it is about, by name. */
export function tellOutside(names: readonly string[]): void {
  tellDone('Files of the project were changed outside', firstFew(names, NAMED));
}
