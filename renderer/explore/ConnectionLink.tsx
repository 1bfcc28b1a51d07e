import { Link } from 'wouter';
import { currentProject } from '../state/current-project.ts';

/** Beside an error that a connection or its folder is missing: the way to set it up. Nothing for other errors. */
export function ConnectionLink({ error }: { error: { code: string; data?: Record<string, unknown> | undefined } }) {
  const project = currentProject();
  if (!project || (error.code !== 'DATA_CONNECTION_MISSING' && error.code !== 'DATA_CONNECTION_FOLDER')) return null;
  const name = String(error.data?.connection ?? '');
  const isThere = error.code === 'DATA_CONNECTION_FOLDER';
  return (
    <>
      {' '}
      <Link
        href={`/p/${project}/connections${isThere ? '' : `?add=${encodeURIComponent(name)}`}`}
        style={{ color: 'inherit' }}
      >
        {isThere ? 'See the connections' : 'Set up the connection'}
      </Link>
    </>
  );
}
