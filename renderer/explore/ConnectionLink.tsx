import { Link } from 'wouter';
import { currentProject } from '../state/current-project.ts';

/** Beside an error that a connection is missing: the way to set it up. Nothing for other errors. */
export function ConnectionLink({ error }: { error: { code: string; data?: Record<string, unknown> | undefined } }) {
  const project = currentProject();
  if (error.code !== 'DATA_CONNECTION_MISSING' || !project) return null;
  const name = String(error.data?.connection ?? '');
  return (
    <>
      {' '}
      <Link href={`/p/${project}/connections?add=${encodeURIComponent(name)}`} style={{ color: 'inherit' }}>
        Set up the connection
      </Link>
    </>
  );
}
