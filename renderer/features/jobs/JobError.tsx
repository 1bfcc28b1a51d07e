import { Button } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import type { ErrorBody, Job } from '../../../nodes/contract/flow.ts';
import { useProject } from '../../client/hooks.ts';
import { navigate } from '../../state/hash-location.ts';
import { useSelection } from '../../state/selection.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './jobs.module.css';

/** Leaves the drawer for a node of the flow. */
export function showNode(projectId: string, node: string): void {
  useWorkbench.getState().set({ jobsOpen: false });
  navigate(`/p/${projectId}/flow`);
  useSelection.getState().set({ reveal: node });
}

interface JobErrorProps {
  projectId: string;
  job: Job;
  nameOf: (recipe: string) => string;
  onPick: (recipe: string) => void;
}

/** What made the job fail: where, why, what to do, and the way there. */
export function JobError({ projectId, job, nameOf, onPick }: JobErrorProps) {
  const failed = job.activities.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && job.error) return <Notice hint={job.error.hint}>{job.error.message}</Notice>;
  return (
    <>
      {failed.map(({ recipe, error, outputs }) =>
        error ? (
          <Notice
            key={recipe}
            title={nameOf(recipe)}
            hint={error.hint}
            actions={<ErrorPlaces {...{ projectId, recipe, error, outputs }} onLog={() => onPick(recipe)} />}
          >
            {error.message}
          </Notice>
        ) : null,
      )}
    </>
  );
}

interface ErrorPlacesProps {
  projectId: string;
  recipe: string;
  error: ErrorBody;
  outputs: readonly string[];
  onLog?: () => void;
}

/** Where to go to mend it: the recipe, the files it reads, or the rules that its rows break. */
export function ErrorPlaces({ projectId, recipe, error, outputs, onLog }: ErrorPlacesProps) {
  const project = useProject(projectId).data?.project;
  const inputs = Object.values(project?.recipes[recipe]?.inputs ?? {}).flat();
  const named = typeof error.data?.dataset === 'string' ? error.data.dataset : undefined;
  const source = inputs.find((id) => {
    const dataset = project?.datasets[id];
    return dataset?.source.kind === 'files' && (inputs.length === 1 || dataset.name === named);
  });
  const rules = error.code === 'FLOW_RULES_FAILED' ? outputs[0] : undefined;
  const openRules = () => {
    useWorkbench.getState().set({ jobsOpen: false });
    navigate(`/p/${projectId}/quality?dataset=${rules}`);
  };
  const small = { variant: 'default', h: 24, size: 'compact-xs', leftSection: <IconSitemap size={13} /> } as const;
  return (
    <div className={styles.places}>
      <Button {...small} onClick={() => showNode(projectId, recipe)}>
        Show the recipe
      </Button>
      {source && error.code.startsWith('DATA_') ? (
        <Button {...small} onClick={() => showNode(projectId, source)}>
          Show {project?.datasets[source]?.name}
        </Button>
      ) : null}
      {rules ? (
        <Button {...small} leftSection={undefined} onClick={openRules}>
          Show the rules
        </Button>
      ) : null}
      {onLog ? (
        <Button variant="subtle" color="gray" h={24} size="compact-xs" onClick={onLog}>
          Its log
        </Button>
      ) : null}
    </div>
  );
}
