import { Button, Select, Switch } from '@mantine/core';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import type { Chart, Project, Tile } from '../../../nodes/contract/project/index.ts';
import { ChartBuilder } from '../../explore/chart-builder/ChartBuilder.tsx';
import { Hinted } from '../../ui/Hinted.tsx';
import type { Filter } from './filters.ts';
import { LazyText } from './TileEditor.tsx';
import type { BoardData } from './use-board.ts';

interface ChartEditorProps {
  projectId: string;
  project: Project;
  tile: Tile;
  chart: Chart;
  data: BoardData;
  filters: readonly Filter[];
  onChange: (tile: Tile, label: string, group?: string) => void;
  onDelete: () => void;
  onClose: () => void;
}

/** The chart of a tile in the builder, with the way back to the dashboard. */
export function ChartEditor(props: ChartEditorProps) {
  const { projectId, project, tile, chart, data, filters, onChange, onDelete, onClose } = props;
  const save = (next: Chart, label: string, group?: string) =>
    onChange({ ...tile, content: { kind: 'chart', chart: next } }, label, group);
  const head = (
    <>
      <Hinted hint="Stands above the tile, in files and in what screen readers say. A figure alone takes it as its name.">
        <LazyText
          label="Title"
          value={tile.title}
          onCommit={(title) => onChange({ ...tile, title }, 'Rename tile', 'tile-title')}
        />
      </Hinted>
      <Hinted hint="Whose rows the chart shows. With another dataset the fields begin anew.">
        <Select
          label="Dataset"
          data={Object.values(project.datasets).map(({ id, name }) => ({ value: id, label: name }))}
          value={chart.dataset}
          searchable
          allowDeselect={false}
          onChange={(dataset) =>
            dataset && save({ kind: chart.kind, dataset, measures: [] }, 'Change dataset of chart')
          }
        />
      </Hinted>
      <Hinted hint="Off: the tile always shows all rows, whatever the dashboard is filtered by.">
        <Switch
          label="Filters of the dashboard hold for it"
          checked={!tile.unfiltered}
          onChange={(event) =>
            onChange(
              { ...tile, unfiltered: event.currentTarget.checked ? undefined : true },
              'Change tile',
              'tile-filters',
            )
          }
        />
      </Hinted>
    </>
  );
  const bar = (
    <div style={{ display: 'flex', gap: 8, flex: 'none' }}>
      <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={onClose}>
        Back to the dashboard
      </Button>
      <span style={{ flex: 1 }} />
      <Button variant="subtle" color="red" leftSection={<IconTrash size={14} />} onClick={onDelete}>
        Delete tile
      </Button>
    </div>
  );
  return (
    <ChartBuilder
      projectId={projectId}
      chart={chart}
      title={tile.title}
      schema={data.schemas.get(chart.dataset) ?? []}
      built={data.isKnown ? !data.notBuilt.has(chart.dataset) : undefined}
      filters={filters}
      onChange={save}
      head={head}
      bar={bar}
    />
  );
}
