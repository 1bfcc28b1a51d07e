import { useEffect } from 'react';
import type { NodeEvent } from '../../../nodes/contract/events.ts';
import type { Job } from '../../../nodes/contract/flow.ts';
import { applyEvent, isOver } from '../../client/apply-event.ts';
import { bridge } from '../../client/bridge.ts';
import { followEvents } from '../../client/event-stream.ts';
import { queryClient } from '../../client/query-client.ts';
import { tellDone, tellError } from '../../state/notify.ts';
import { useWorkbench } from '../../state/workbench.ts';

const LONG_JOB_MS = 20_000;

/** Follows the node's events for as long as the page lives: cache, connection state, words when a job ends. */
export function useEvents(): void {
  useEffect(() => {
    const stop = new AbortController();
    let started: string | null = null;
    const told = new Set<string>();
    const onEvent = (event: NodeEvent) => {
      if (event.type === 'hello') {
        const again = started !== null;
        started = event.startedAt;
        if (again) void queryClient.invalidateQueries();
      }
      applyEvent(event);
      if (event.type === 'job' && isOver(event.job) && !told.has(event.job.id)) {
        told.add(event.job.id);
        tellJob(event.job);
      }
    };
    const onState = (connection: Parameters<Parameters<typeof followEvents>[0]['onState']>[0]) =>
      useWorkbench.getState().set({ connection });
    void followEvents({ onEvent, onState }, stop.signal);
    return () => stop.abort();
  }, []);
}

function tellJob(job: Job): void {
  if (job.status === 'failed') {
    const failed = job.activities.find((activity) => activity.error);
    tellError(`${job.label} failed`, new Error(job.error?.message ?? failed?.error?.message ?? 'See its log'));
  } else if (job.status === 'succeeded') {
    tellDone(`${job.label} is done`);
  } else if (job.status === 'warning') {
    tellDone(`${job.label} is done, with warnings`, 'Open the job to see them');
  }
  const ms = Date.parse(job.endedAt ?? '') - Date.parse(job.startedAt ?? '');
  if (ms > LONG_JOB_MS && document.hidden) void bridge()?.notify({ title: job.label, body: `Ended: ${job.status}` });
}
