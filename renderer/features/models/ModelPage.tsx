import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function ModelPage(_: { projectId: string; modelId: string }) {
  return <PageSkeleton />;
}
