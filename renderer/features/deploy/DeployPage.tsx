import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function DeployPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
