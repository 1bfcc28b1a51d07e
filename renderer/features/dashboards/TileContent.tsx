import { Button } from '@mantine/core';
import { IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Chart, Tile } from '../../../nodes/contract/project/index.ts';
import type { Pick } from '../../charts/picks.ts';
import { LiveChart } from '../../explore/chart-builder/LiveChart.tsx';
import { startBuild } from '../../state/builds.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import styles from './dashboards.module.css';
import { type Filter, filtersOf } from './filters.ts';
import { ModelTile } from './ModelTile.tsx';
import { MetricTile, QualityTile, ScenarioTile } from './status-tiles.tsx';
import type { BoardData } from './use-board.ts';

export interface TileContentProps {
  projectId: string;
  tile: Tile;
  data: BoardData;
  filters: readonly Filter[];
  onPick: (picks: Pick[]) => void;
  /** Opens the settings of the tile; absent for readers. */
  onMend?: ((tile: Tile) => void) | undefined;
  /** The figures of a chart instead of its picture. */
  figures: boolean;
}

/** The figures of a chart as a table, which is how they are read without eyes for colours. */
export const asTable = (chart: Chart): Chart =>
  ['table', 'pivot', 'kpi', 'gauge'].includes(chart.kind) ? chart : { ...chart, kind: 'table', palette: undefined };

export function TileContent({ projectId, tile, data, filters, onPick, onMend, figures }: TileContentProps): ReactNode {
  const { content } = tile;
  switch (content.kind) {
    case 'text':
      return <Markdown text={content.markdown} />;
    case 'quality': {
      const name = data.datasetNames.get(content.dataset) ?? content.dataset;
      return <QualityTile projectId={projectId} dataset={content.dataset} name={name} />;
    }
    case 'metric':
      return <MetricTile projectId={projectId} dataset={content.dataset} rule={content.rule} />;
    case 'scenario':
      return <ScenarioTile projectId={projectId} scenario={content.scenario} />;
    case 'model':
      return <ModelTile projectId={projectId} model={content.model} />;
    case 'image':
      return content.source ? (
        <img className={styles.image} src={content.source} alt={content.alt} style={{ objectFit: content.fit }} />
      ) : (
        <p className={styles.quiet}>Choose a picture in the settings of this tile.</p>
      );
    case 'chart': {
      const { chart } = content;
      const isMissing = data.notBuilt.has(chart.dataset);
      return (
        <LiveChart
          projectId={projectId}
          chart={figures ? asTable(chart) : chart}
          title={tile.title}
          schema={data.schemas.get(chart.dataset)}
          filters={filtersOf(filters, tile)}
          shown={tile.unfiltered ? [] : filters}
          built={data.isKnown ? !isMissing : undefined}
          onPick={onPick}
          remedy={onMend ? <Remedy {...{ projectId, tile, onMend }} build={isMissing ? chart.dataset : null} /> : null}
        />
      );
    }
  }
}

interface RemedyProps {
  projectId: string;
  tile: Tile;
  onMend: (tile: Tile) => void;
  /** The dataset that must be built; null when the chart itself is at fault. */
  build: string | null;
}

function Remedy({ projectId, tile, onMend, build }: RemedyProps) {
  return build ? (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlayerPlay size={13} />}
      onClick={() => void startBuild(projectId, [build])}
    >
      Build it
    </Button>
  ) : (
    <Button variant="default" size="compact-sm" leftSection={<IconPencil size={13} />} onClick={() => onMend(tile)}>
      Edit the chart
    </Button>
  );
}
