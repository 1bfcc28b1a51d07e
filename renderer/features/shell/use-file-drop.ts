import { useEffect } from 'react';
import { droppedFiles } from '../../explore/import/dropped-files.ts';
import { currentProject, go } from '../../state/current-project.ts';
import { isBundle } from '../../state/open-bundle.ts';
import { useWorkbench } from '../../state/workbench.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Files dropped anywhere on the window: a bundle is opened, other files and folders become datasets of the open project. Without this a
 * browser would leave the workbench and show the file.
 */
export function useFileDrop(): void {
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      const taken = event.defaultPrevented;
      event.preventDefault();
      const data = event.dataTransfer;
      const bundle = [...(data?.files ?? [])].find(({ name }) => isBundle(name));
      if (bundle) {
        event.stopPropagation();
        useWorkbench.getState().set({ opened: { file: bundle } });
        return;
      }
      const project = currentProject();
      if (taken || !project || !data?.files.length) return;
      void droppedFiles(data).then((files) => {
        go(`/p/${project}/flow`);
        useWorkbench.getState().set({ addFiles: { files, at: { x: 0, y: 0 } } });
      });
    };
    window.addEventListener('dragover', onOver);
    // Bundles are taken before the canvas sees them.
    const onCapture = (event: DragEvent) => {
      if ([...(event.dataTransfer?.files ?? [])].some(({ name }) => isBundle(name))) onDrop(event);
    };
    window.addEventListener('drop', onCapture, true);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onCapture, true);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
}
