import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function DatasetPage(_: { projectId: string; datasetId: string }) {
  return <PageSkeleton />;
}
