import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProjectSummary } from '../../../nodes/contract/routes/projects.ts';
import { useCall, useNodeInfo } from '../../client/hooks.ts';
import { runCommand } from '../../commands/run-commands.ts';
import { useRecent } from '../../state/recent.ts';
import { useWorkbench } from '../../state/workbench.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import styles from './home.module.css';
import { Learn } from './Learn.tsx';
import { NewProject } from './NewProject.tsx';
import { ProjectCard } from './ProjectCard.tsx';
import { FailedSample, PreparingSample } from './SampleCard.tsx';
import { StartChoices } from './StartChoices.tsx';

const MANY = 6;

/** The last opened first, then the last changed. */
function inOrder(projects: readonly ProjectSummary[], recent: readonly { id: string }[]): ProjectSummary[] {
  const place = (id: string) => {
    const at = recent.findIndex((one) => one.id === id);
    return at < 0 ? recent.length : at;
  };
  return [...projects].sort((a, b) => place(a.id) - place(b.id) || b.modifiedAt.localeCompare(a.modifiedAt));
}

/** All projects of the node; without any, two ways to begin. */
export function HomePage() {
  const projects = useCall('projects.list', {}, { staleTime: 0 });
  const info = useNodeInfo();
  const sample = useCall('sample.get', {}, { enabled: info?.kind === 'design' }).data;
  const recent = useRecent((state) => state.projects);
  const creating = useWorkbench((state) => state.newProject);
  const [query, setQuery] = useState('');
  const setCreating = (newProject: 'empty' | 'sample' | null) => useWorkbench.getState().set({ newProject });
  const readOnly = info?.readOnly ?? false;
  const isSampleHere = !sample || sample.state === 'none';
  const empty = projects.data?.length === 0 && isSampleHere;
  const wanted = query.trim().toLowerCase();
  const shown = inOrder(projects.data ?? [], recent).filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(wanted),
  );
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <div className={styles.head}>
          <div style={{ flex: 1 }}>
            <h1>Projects</h1>
            <p>{readOnly ? `Deployed to ${info?.name ?? 'this node'}` : 'From raw data to decisions in production.'}</p>
          </div>
          {(projects.data?.length ?? 0) > MANY ? (
            <TextInput
              placeholder="Find a project"
              aria-label="Find a project"
              leftSection={<IconSearch size={14} />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          ) : null}
          {readOnly ? null : (
            <>
              <Button
                variant="default"
                leftSection={<IconFileImport size={14} />}
                onClick={() => runCommand('project.import')}
              >
                Open a bundle
              </Button>
              <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating('empty')}>
                New project
              </Button>
            </>
          )}
        </div>
        {projects.error ? <ErrorNotice error={projects.error} /> : null}
        {projects.isPending ? (
          <div className={styles.grid}>
            {[1, 2, 3].map((key) => (
              <Skeleton key={key} h={144} radius={10} />
            ))}
          </div>
        ) : null}
        {sample?.state === 'failed' ? <FailedSample error={sample.error} /> : null}
        {empty && !readOnly ? <StartChoices onChoose={setCreating} /> : null}
        {empty && readOnly ? <p>No project is deployed here yet. Deploy a bundle from Design.</p> : null}
        {wanted && shown.length === 0 ? <p className={styles.none}>No project is called so.</p> : null}
        <div className={styles.grid}>
          {sample?.state === 'preparing' ? <PreparingSample name={sample.name} /> : null}
          {shown.map((project) => (
            <ProjectCard key={project.id} project={project} readOnly={readOnly} />
          ))}
        </div>
        {readOnly ? null : <Learn />}
      </div>
      <NewProject kind={creating} onClose={() => setCreating(null)} />
    </main>
  );
}
