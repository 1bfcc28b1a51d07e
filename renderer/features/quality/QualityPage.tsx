import { Button, Skeleton } from '@mantine/core';
import { IconDatabase, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { call } from '../../client/call.ts';
import { useCall, useProject } from '../../client/hooks.ts';
import { invalidate } from '../../client/query-client.ts';
import { type LongWork, withProgress } from '../../state/long-work.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ListDetail, ListItem, ListNote, ListSearch } from '../../ui/ListDetail.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { ruleTones } from '../../ui/run-tones.ts';
import { DatasetRules } from './DatasetRules.tsx';
import { type DatasetQuality, datasetQualities } from './quality-data.ts';

const words = (list: readonly DatasetQuality[]): string => {
  const sum = (status: 'OK' | 'WARNING' | 'ERROR') => list.reduce((all, { counts }) => all + counts[status], 0);
  const rules = list.reduce((all, one) => all + one.rules.length, 0);
  if (rules === 0) return 'What good data look like, checked on every build';
  return `${rules} rules: ${sum('OK')} hold, ${sum('WARNING')} warn, ${sum('ERROR')} fail`;
};

/** How the data of the project stand, dataset by dataset. */
export function QualityPage({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const status = useCall('quality.status', { params: { project: projectId } });
  const [search, setSearch] = useSearchParams();
  const [query, setQuery] = useState('');
  const [checking, setChecking] = useState(false);
  const list = useMemo(
    () => (project.data ? datasetQualities(project.data.project, status.data ?? []) : []),
    [project.data, status.data],
  );
  const wanted = query.trim().toLowerCase();
  const shown = wanted ? list.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted)) : list;
  const chosen = list.find(({ id }) => id === search.get('dataset')) ?? list[0];
  const ruled = list.filter(({ rules }) => rules.length > 0);
  const checkEach = async (signal: AbortSignal, report: LongWork['report']): Promise<string[]> => {
    const failures: string[] = [];
    for (const [at, { id, name }] of ruled.entries()) {
      report((100 * at) / ruled.length, name);
      try {
        await call('quality.run', { params: { project: projectId, dataset: id } }, { signal });
      } catch (error) {
        if (signal.aborted) throw error;
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failures;
  };
  const checkAll = async () => {
    setChecking(true);
    const failures = await withProgress('Checking all datasets', ({ signal, report }) => checkEach(signal, report));
    setChecking(false);
    invalidate(['quality.status', 'quality.history'], { project: projectId });
    if (!failures) tellDone('The checks were stopped', 'What was checked by then is kept.');
    else if (failures.length > 0) tellError('Not all datasets could be checked', new Error(failures.join('; ')));
    else tellDone(`${ruled.length} ${ruled.length === 1 ? 'dataset' : 'datasets'} checked`);
  };
  const error = project.error ?? status.error;
  return (
    <Page
      flush
      header={
        <PageHeader
          title="Quality"
          subtitle={project.data ? words(list) : undefined}
          actions={
            ruled.length > 1 ? (
              <Button
                variant="default"
                leftSection={<IconPlayerPlay size={14} />}
                loading={checking}
                onClick={() => void checkAll()}
              >
                Check all
              </Button>
            ) : null
          }
        />
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {!project.data ? <Skeleton h={320} m={24} /> : null}
      {project.data && list.length === 0 ? (
        <EmptyState icon={IconDatabase} title="No datasets yet">
          Add data <Link href={`/p/${projectId}/flow`}>in the flow</Link>, then say here what good data look like.
        </EmptyState>
      ) : null}
      {project.data && chosen ? (
        <ListDetail
          label="Datasets"
          head={<ListSearch label="Find a dataset" value={query} onChange={setQuery} />}
          items={shown.map((one) => (
            <ListItem
              key={one.id}
              name={one.name}
              tone={one.rules.length > 0 ? ruleTones[one.status] : { tone: 'none', label: 'No rules' }}
              end={<ListNote>{one.rules.length === 0 ? 'no rules' : `${one.counts.OK}/${one.rules.length}`}</ListNote>}
              current={one.id === chosen.id}
              onOpen={() => setSearch({ dataset: one.id }, { replace: true })}
            />
          ))}
        >
          <DatasetRules key={chosen.id} projectId={projectId} project={project.data.project} quality={chosen} />
        </ListDetail>
      ) : null}
    </Page>
  );
}
