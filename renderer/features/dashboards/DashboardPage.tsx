import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function DashboardPage(_: { projectId: string; dashboardId: string }) {
  return <PageSkeleton />;
}
