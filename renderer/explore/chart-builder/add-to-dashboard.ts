import type { Chart, Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { editProject } from '../../state/edit-project.ts';
import { freeId, idFromName } from './ids.ts';
import { freePlace } from './place-tiles.ts';

interface Wanted {
  project: Project;
  chart: Chart;
  title: string;
  /** Absent: a new dashboard of that name. */
  target: { dashboard: string; page: string } | { name: string };
}

/** Puts a chart on a page of a dashboard, as one step of undo; returns where it is now, null when the node refused it. */
export async function addToDashboard({ project, chart, title, target }: Wanted): Promise<string | null> {
  const content = { kind: 'chart' as const, chart };
  const place = (tiles: readonly Tile[]): Tile => ({
    id: freeId(
      'tile',
      tiles.map(({ id }) => id),
    ),
    title,
    ...freePlace(tiles, 6, 4),
    content,
  });
  let value: Dashboard;
  let page = 'page-1';
  if ('name' in target) {
    const id = idFromName(target.name, Object.keys(project.dashboards));
    value = { id, name: target.name, pages: [{ id: page, title: 'Overview', tiles: [place([])] }] };
  } else {
    const found = project.dashboards[target.dashboard];
    if (!found) return null;
    page = target.page;
    const pages = found.pages.map((one) =>
      one.id === page ? { ...one, tiles: [...one.tiles, place(one.tiles)] } : one,
    );
    value = { ...found, pages };
  }
  const label = `Add chart to ${value.name}`;
  const done = await editProject(project.info.id, [{ family: 'dashboards', id: value.id, value }], { label });
  return done ? `/p/${project.info.id}/dashboards/${value.id}?page=${page}` : null;
}
