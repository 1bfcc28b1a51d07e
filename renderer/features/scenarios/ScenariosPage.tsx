import { PageSkeleton } from '../../ui/PageSkeleton.tsx';

export function ScenariosPage(_: { projectId: string }) {
  return <PageSkeleton />;
}
