import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function QualityPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
