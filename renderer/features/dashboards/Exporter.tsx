import { type ReactNode, useMemo, useState } from 'react';
import type { Dashboard, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { ExportStage, type StagedPage, stagedPages } from './ExportStage.tsx';
import { type ExportedPage, exportHtml } from './export-html.ts';
import { factsOf } from './export-words.ts';
import type { Filter } from './filters.ts';
import { printHtml } from './print-html.ts';
import { fileName, saveFile } from './save-file.ts';
import { type BoardData, useBoardData } from './use-board.ts';
import { ExportContext, type ExportKind, type ExportPart } from './use-export.ts';

interface ExporterProps {
  project: Project;
  dashboard: Dashboard;
  /** The page that is shown. */
  pageId: string;
  filters: readonly Filter[];
  data: BoardData;
  children: ReactNode;
}

interface Wanted {
  kind: ExportKind;
  name: string;
  pages: StagedPage[];
  /** Of all pages. */
  tiles: Tile[];
}

const none: readonly Tile[] = [];

/** Draws what is to be saved beside the screen, and hands it on as a file or to the printer. */
export function Exporter({ project, dashboard, pageId, filters, data, children }: ExporterProps) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const exporting = useMemo(
    () => ({
      busy: wanted !== null,
      save: (kind: ExportKind, part: ExportPart) => {
        const pages = stagedPages(dashboard, part === 'page' ? { page: pageId } : part);
        const name = pages.length === 1 ? (pages[0]?.title ?? dashboard.name) : dashboard.name;
        if (pages.length > 0) setWanted({ kind, name, pages, tiles: pages.flatMap(({ tiles }) => tiles) });
      },
    }),
    [dashboard, pageId, wanted],
  );
  const { builtAt } = useBoardData(project.info.id, project, wanted?.tiles ?? none);
  const onReady = async (pages: ExportedPage[], stage: HTMLElement) => {
    if (!wanted) return;
    const { kind, name } = wanted;
    const html = exportHtml({ name, pages, facts: factsOf(filters, { columns: data.columns, builtAt }), stage });
    setWanted(null);
    try {
      if (kind === 'pdf') return await printHtml(html);
      const file = fileName(name, 'html');
      saveFile(new Blob([html], { type: 'text/html;charset=utf-8' }), file);
      tellDone('Saved', file);
    } catch (error) {
      tellError('It could not be saved', error);
    }
  };
  const onLate = () => {
    setWanted(null);
    tellError(
      'It could not be saved',
      new Error('The data did not come within a minute. Try again when they are shown here.'),
    );
  };
  return (
    <ExportContext value={exporting}>
      {children}
      {wanted ? (
        <ExportStage
          project={project}
          pages={wanted.pages}
          filters={filters}
          onReady={(pages, stage) => void onReady(pages, stage)}
          onLate={onLate}
        />
      ) : null}
    </ExportContext>
  );
}
