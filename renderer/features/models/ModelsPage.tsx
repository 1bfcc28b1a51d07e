import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function ModelsPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
