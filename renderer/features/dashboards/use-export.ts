import { createContext, useContext } from 'react';

export type ExportKind = 'html' | 'pdf';

/** What is saved: a tile, the page that is shown, or all pages. */
export type ExportPart = { tile: string } | 'page' | 'all';

export interface Exporting {
  /** True while pages are drawn for a file. */
  busy: boolean;
  save: (kind: ExportKind, part: ExportPart) => void;
}

export const ExportContext = createContext<Exporting | null>(null);

/** Saves parts of the dashboard around as files. */
export const useExport = (): Exporting | null => useContext(ExportContext);
