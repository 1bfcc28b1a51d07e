import { type ComponentProps, lazy, Suspense } from 'react';
import { patiently } from '../../client/patiently.ts';
import type { GoldenDock as GoldenDockNow } from '../../golden/GoldenDock.tsx';
import { usePreferences } from '../../state/workbench.ts';
import type { AddFiles as AddFilesNow } from './AddFiles.tsx';
import type { Dock as DockNow } from './Dock.tsx';
import styles from './flow-page.module.css';

/** Grid and formula editor come with these: the canvas is there before them. */
const loadDock = () => patiently(() => import('./Dock.tsx'));
const loadAddFiles = () => patiently(() => import('./AddFiles.tsx'));
const loadGoldenDock = () => patiently(() => import('../../golden/GoldenDock.tsx'));

const LaterDock = lazy(async () => ({ default: (await loadDock()).Dock }));
const LaterGoldenDock = lazy(async () => ({ default: (await loadGoldenDock()).GoldenDock }));
const LaterAddFiles = lazy(async () => ({ default: (await loadAddFiles()).AddFiles }));

/** Fetches what the flow page will need next, once the browser has nothing better to do. */
export function loadPartsWhenIdle(): () => void {
  const handle = window.requestIdleCallback(() => void Promise.all([loadDock(), loadAddFiles()]), { timeout: 5000 });
  return () => window.cancelIdleCallback(handle);
}

function DockPlace() {
  const { dockHeight, dockMaximised } = usePreferences();
  const style = dockMaximised ? undefined : { height: dockHeight };
  return <div className={styles.dock} data-maximised={dockMaximised || undefined} style={style} aria-busy />;
}

export const Dock = (props: ComponentProps<typeof DockNow>) => (
  <Suspense fallback={<DockPlace />}>
    <LaterDock {...props} />
  </Suspense>
);

export const AddFiles = (props: ComponentProps<typeof AddFilesNow>) => (
  <Suspense fallback={null}>
    <LaterAddFiles {...props} />
  </Suspense>
);

export const GoldenDock = (props: ComponentProps<typeof GoldenDockNow>) => (
  <Suspense fallback={<DockPlace />}>
    <LaterGoldenDock {...props} />
  </Suspense>
);
