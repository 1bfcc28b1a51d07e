import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface RecentProject {
  id: string;
  name: string;
}

const MOST = 8;

interface Recent {
  /** Projects this person opened here, the last one first. */
  projects: readonly RecentProject[];
}

export const useRecent = create<Recent>()(persist<Recent>(() => ({ projects: [] }), { name: 'millrace.recent' }));

/** Notes that a project was opened, under its present name. */
export function noteOpened(project: RecentProject): void {
  const { projects } = useRecent.getState();
  const [first] = projects;
  if (first?.id === project.id && first.name === project.name) return;
  const rest = projects.filter(({ id }) => id !== project.id);
  useRecent.setState({ projects: [project, ...rest].slice(0, MOST) });
}

/** Forgets projects that are no longer there. */
export function keepOnly(ids: readonly string[]): void {
  const { projects } = useRecent.getState();
  const left = projects.filter(({ id }) => ids.includes(id));
  if (left.length < projects.length) useRecent.setState({ projects: left });
}
