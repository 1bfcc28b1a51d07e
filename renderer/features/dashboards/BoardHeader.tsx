import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowsMaximize, IconRefresh } from '@tabler/icons-react';
import { useIsFetching } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { invalidate } from '../../client/query-client.ts';
import { formatAgo, formatTime } from '../../ui/format.ts';
import { PageHeader } from '../../ui/Page.tsx';

interface BoardHeaderProps {
  projectId: string;
  name: string;
  builtAt: string | null;
  hasData: boolean;
  onPresent: () => void;
  /** The menu that saves the page. */
  save: ReactNode;
  children: ReactNode;
}

/** Name, age of the data, and what can be done with the whole page. */
export function BoardHeader({ projectId, name, builtAt, hasData, onPresent, save, children }: BoardHeaderProps) {
  const fetching = useIsFetching({ queryKey: ['charts.query'] }) > 0;
  const refresh = () =>
    invalidate(['charts.query', 'flow.get', 'quality.status', 'quality.history', 'scenarios.runs', 'models.versions'], {
      project: projectId,
    });
  return (
    <PageHeader
      left={
        <ActionIcon component={Link} href={`/p/${projectId}/dashboards`} aria-label="All dashboards">
          <IconArrowLeft size={16} stroke={1.7} />
        </ActionIcon>
      }
      title={name}
      subtitle={<DataAge builtAt={builtAt} hasData={hasData} />}
      actions={
        <>
          <Tooltip label="Read the data again">
            <ActionIcon aria-label="Read the data again" disabled={fetching} onClick={refresh}>
              <IconRefresh size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Full screen">
            <ActionIcon aria-label="Full screen" onClick={onPresent}>
              <IconArrowsMaximize size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          {save}
          {children}
        </>
      }
    />
  );
}

/** When the oldest of the shown data were built; the exact time on pointing at it. */
export function DataAge({ builtAt, hasData }: { builtAt: string | null; hasData: boolean }) {
  if (builtAt) return <span title={formatTime(builtAt)}>Data built {formatAgo(builtAt)}</span>;
  return hasData ? <span>Its data are not built yet</span> : null;
}
