import { Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import type { ApiError } from '../../client/call.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';

interface PackErrorProps {
  error: ApiError | null;
  projectId: string;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

/** Why a version was not made. Golden tests that fail may be accepted: the version tells which. */
export function PackError({ error, projectId, accepted, onAccept }: PackErrorProps) {
  if (!error) return null;
  return (
    <>
      <ErrorNotice error={error} />
      {error.code === 'GOLDEN_FAILED' ? (
        <Checkbox
          label="Pack it all the same"
          description={
            <>
              The version tells which tests failed, and the nodes take it.{' '}
              <Link href={`/p/${projectId}/tests`}>Look at the tests</Link>
            </>
          }
          checked={accepted}
          onChange={(event) => onAccept(event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
