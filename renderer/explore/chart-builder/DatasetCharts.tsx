import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { IconLayoutDashboard, IconPlus, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { Chart, Project } from '../../../nodes/contract/project/index.ts';
import type { Schema } from '../../../nodes/contract/schema.ts';
import { go } from '../../state/current-project.ts';
import { addToDashboard } from './add-to-dashboard.ts';
import { ChartBuilder } from './ChartBuilder.tsx';
import { columnsOf } from './field-words.ts';

interface DatasetChartsProps {
  project: Project;
  datasetId: string;
  schema: Schema;
  readOnly: boolean;
}

interface Draft {
  chart: Chart;
  title: string;
}

/** Charts that were begun, until the page is loaded anew. */
const drafts = new Map<string, Draft>();

const emptyDraft = (dataset: string): Draft => ({ chart: { kind: 'columns', dataset, measures: [] }, title: '' });

/** Looking at a dataset by charts, and keeping one on a dashboard. */
export function DatasetCharts({ project, datasetId, schema, readOnly }: DatasetChartsProps) {
  const key = `${project.info.id}/${datasetId}`;
  const [draft, setDraft] = useState<Draft>(drafts.get(key) ?? emptyDraft(datasetId));
  const change = (next: Draft) => {
    drafts.set(key, next);
    setDraft(next);
  };
  const isEmpty = columnsOf(draft.chart).size === 0;
  const bar = (
    <div style={{ display: 'flex', gap: 8, flex: 'none', alignItems: 'center' }}>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconRestore size={14} />}
        disabled={isEmpty}
        onClick={() => change(emptyDraft(datasetId))}
      >
        Start again
      </Button>
      <span style={{ flex: 1 }} />
      {readOnly ? null : <AddMenu project={project} draft={draft} disabled={isEmpty} />}
    </div>
  );
  return (
    <ChartBuilder
      projectId={project.info.id}
      chart={draft.chart}
      title={draft.title}
      schema={schema}
      built
      onChange={(chart) => change({ ...draft, chart })}
      head={
        <TextInput
          label="Title"
          placeholder="What the chart shows"
          value={draft.title}
          onChange={(event) => change({ ...draft, title: event.currentTarget.value })}
        />
      }
      bar={bar}
    />
  );
}

/** Where to keep the chart: a page of a dashboard, or a new dashboard. */
function AddMenu({ project, draft, disabled }: { project: Project; draft: Draft; disabled: boolean }) {
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const add = async (target: Parameters<typeof addToDashboard>[0]['target']) => {
    const title = draft.title || project.datasets[draft.chart.dataset]?.name || draft.chart.dataset;
    const address = await addToDashboard({ project, chart: draft.chart, title, target });
    if (address) go(address);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconLayoutDashboard size={14} />} disabled={disabled}>
            Add to dashboard
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.values(project.dashboards).flatMap((dashboard) =>
            dashboard.pages.map((page) => (
              <Menu.Item
                key={`${dashboard.id} ${page.id}`}
                onClick={() => void add({ dashboard: dashboard.id, page: page.id })}
              >
                {dashboard.pages.length > 1 ? `${dashboard.name}: ${page.title}` : dashboard.name}
              </Menu.Item>
            )),
          )}
          {Object.keys(project.dashboards).length > 0 ? <Menu.Divider /> : null}
          <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => setNaming(true)}>
            New dashboard…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        closeButtonProps={{ 'aria-label': 'Close' }}
        opened={naming}
        onClose={() => setNaming(false)}
        title="New dashboard"
        size="sm"
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) void add({ name: name.trim() });
          }}
        >
          <TextInput
            data-autofocus
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
            <Button variant="default" onClick={() => setNaming(false)}>
              Cancel
            </Button>
            <Button type="submit" disabled={!name.trim()}>
              Create and add
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
