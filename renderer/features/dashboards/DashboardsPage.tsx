import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function DashboardsPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
