import { Button, Skeleton } from '@mantine/core';
import { IconChartDots3 } from '@tabler/icons-react';
import { useCall, useCatalog } from '../../client/hooks.ts';
import { startBuild } from '../../state/builds.ts';
import { go } from '../../state/current-project.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatCount, formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClass } from '../../ui/table.ts';

/** Versions of the selected model. */
export function ModelPane({ projectId, id }: { projectId: string; id: string }) {
  const { algorithms } = useCatalog();
  const versions = useCall('models.versions', { params: { project: projectId, model: id } });
  if (versions.isPending) return <Skeleton m={16} h={96} />;
  if (versions.error) return <ErrorNotice error={versions.error} />;
  if (versions.data.length === 0) {
    return (
      <EmptyState
        icon={IconChartDots3}
        title="Not trained yet"
        actions={<Button onClick={() => void startBuild(projectId, [id])}>Train now</Button>}
      >
        Train it to see how well it predicts.
      </EmptyState>
    );
  }
  return (
    <div style={{ flex: 1, overflow: 'auto' }}>
      <table className={tableClass}>
        <thead>
          <tr>
            <th>Version</th>
            <th>Trained</th>
            <th>Algorithm</th>
            <th data-numeric>Rows</th>
            <th data-numeric>Result</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {versions.data.map((version) => (
            <tr key={version.id} data-clickable onClick={() => go(`/p/${projectId}/models/${id}`)}>
              <td>{version.id}</td>
              <td>{formatAgo(version.created)}</td>
              <td>{algorithms.find((one) => one.id === version.algorithm)?.label ?? version.algorithm}</td>
              <td data-numeric>{formatCount(version.rows)}</td>
              <td data-numeric>
                {version.headline.metric} {formatNumber(version.headline.value, 4)}
              </td>
              <td>{version.active ? <StatusBadge tone="done" label="Active" /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
