import { Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Deployment, Infrastructure, Published } from '../../../nodes/contract/deploy.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import type { ApiError } from '../../client/call.ts';
import { useCall } from '../../client/hooks.ts';
import { formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './deploy.module.css';
import { emptySettings, itemsOf, runsOn, stageLabels } from './deploy-words.ts';
import { PackError } from './PackError.tsx';
import { SettingsFields } from './SettingsFields.tsx';
import { LiveRun } from './StageList.tsx';
import { useDeploy } from './use-deploy.ts';

/** What the dialog starts with. */
export interface DeployStart {
  item?: string;
  version?: string;
  infrastructure?: string;
}

interface DeployDialogProps {
  project: Project;
  published: readonly Published[];
  infrastructures: readonly Infrastructure[];
  deployments: readonly Deployment[];
  start: DeployStart;
  onClose: () => void;
}

const NEW = 'new';

/** One click to production: what, which version, where; then every stage live. */
export function DeployDialog(props: DeployDialogProps) {
  const { state, start, reset, cancel } = useDeploy(props.project.info.id);
  const running = useCall(
    'deployments.run',
    { params: { run: state.step === 'running' ? state.run.id : '' } },
    { enabled: state.step === 'running' },
  );
  const ended = state.step === 'running' && (running.data?.endedAt ?? null) !== null;
  const good = running.data?.status === 'succeeded';
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={props.onClose}
      size={640}
      title={state.step === 'form' ? 'Deploy' : !ended ? 'Deploying' : good ? 'Deployed' : 'Not deployed'}
      closeOnClickOutside={state.step === 'form'}
    >
      {state.step === 'running' ? (
        <>
          <LiveRun runId={state.run.id} first={state.run} />
          <div className={styles.dialogEnd}>
            <span className={styles.dim}>{ended ? '' : 'You may close this; deploying goes on.'}</span>
            {ended && !good ? (
              <Button variant="default" onClick={reset}>
                Try again
              </Button>
            ) : null}
            <Button variant={good ? 'filled' : 'default'} onClick={props.onClose}>
              {good ? 'Done' : 'Close'}
            </Button>
          </div>
        </>
      ) : (
        <DeployForm
          {...props}
          packing={state.step === 'packing'}
          onCancel={state.step === 'packing' ? cancel : props.onClose}
          error={state.step === 'form' ? state.error : null}
          onDeploy={start}
        />
      )}
    </Modal>
  );
}

interface DeployFormProps extends DeployDialogProps {
  packing: boolean;
  error: ApiError | null;
  onDeploy: ReturnType<typeof useDeploy>['start'];
  onCancel: () => void;
}

function DeployForm({
  project,
  published,
  infrastructures,
  deployments,
  start,
  onClose,
  packing,
  error,
  onDeploy,
  onCancel,
}: DeployFormProps) {
  const items = itemsOf(project);
  const [itemId, setItemId] = useState(start.item ?? project.info.id);
  const item = items.find(({ id }) => id === itemId) ?? items[0];
  const versions = published.filter(({ kind, id }) => kind === item?.kind && id === item.id);
  const places = infrastructures.filter(({ kind }) => item && kind === runsOn[item.kind]);
  const [version, setVersion] = useState(start.version ?? NEW);
  const [notes, setNotes] = useState('');
  const [accepted, setAccepted] = useState(false);
  const [wanted, setWanted] = useState(start.infrastructure ?? null);
  const place = places.find(({ id }) => id === wanted) ?? places.find(({ nodes }) => nodes.length > 0) ?? places[0];
  const known = deployments.find((one) => one.item === item?.id && one.infrastructure === place?.id);
  const [edited, setEdited] = useState<Record<string, Deployment['settings']>>({});
  const key = `${item?.id}@${place?.id}`;
  const settings = edited[key] ?? known?.settings ?? emptySettings;
  if (!item) return null;
  const isNew = !versions.some((one) => one.version === version);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (place)
          void onDeploy({
            ...{ item, version: isNew ? null : version, notes, acceptFailedTests: accepted },
            ...{ infrastructure: place.id, settings },
          });
      }}
    >
      <PackError error={error} projectId={project.info.id} accepted={accepted} onAccept={setAccepted} />
      {items.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label="What to deploy"
          data={items.map(({ id, kind, name }) => ({
            value: id,
            label: kind === 'project-bundle' ? 'Project: flow, scenarios, dashboards' : `API service: ${name}`,
          }))}
          value={item.id}
          onChange={(id) => {
            setItemId(id);
            setVersion(NEW);
          }}
        />
      ) : null}
      <Select
        label="Version"
        description="A new one is packed and signed now; an earlier one is sent again as it was."
        data={[
          { value: NEW, label: 'New version from the project as it is now' },
          ...versions.map((one) => ({
            value: one.version,
            label: `${one.version}, ${formatTime(one.publishedAt)}${one.notes ? `: ${one.notes.slice(0, 60)}` : ''}`,
          })),
        ]}
        value={isNew ? NEW : version}
        allowDeselect={false}
        onChange={(next) => setVersion(next ?? NEW)}
      />
      {isNew ? (
        <Textarea
          label="Release notes"
          description="Kept in the version and shown wherever it runs."
          placeholder="What is new for those who rely on it?"
          autosize
          minRows={2}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
      ) : null}
      {places.length > 0 ? (
        <Select
          label="Where"
          description="An infrastructure: one Automation node, or all API nodes of a group."
          data={places.map(({ id, name, stage, nodes }) => ({
            value: id,
            label: `${name} (${stageLabels[stage]}, ${nodes.length === 0 ? 'no node yet' : `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`})`,
          }))}
          value={place?.id ?? null}
          allowDeselect={false}
          onChange={setWanted}
        />
      ) : (
        <Notice tone="info" title="There is nowhere to deploy to yet">
          Add an infrastructure and pair a node with it on the{' '}
          <Link href={`/p/${project.info.id}/deploy?tab=infrastructures`} onClick={onClose}>
            Infrastructures
          </Link>{' '}
          tab.
        </Notice>
      )}
      {place ? (
        <SettingsFields
          infrastructure={place.id}
          kind={item.kind}
          project={project}
          value={settings}
          onChange={(next) => setEdited({ ...edited, [key]: next })}
        />
      ) : null}
      <div className={styles.dialogEnd}>
        {packing ? (
          <span className={styles.dim} role="status">
            Golden tests are run, then the version is packed and signed…
          </span>
        ) : null}
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={packing}
          disabled={!place || place.nodes.length === 0}
          leftSection={<IconRocket size={14} />}
        >
          Deploy
        </Button>
      </div>
    </form>
  );
}
