import { PageSkeleton } from '../shell/PageSkeleton.tsx';

export function ScenariosPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
