import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function DatasetsPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
