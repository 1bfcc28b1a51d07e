import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function FlowPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
