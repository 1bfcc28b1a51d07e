import { ActionIcon, Button, Menu, Modal, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconDownload, IconPackage, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Deployment, Infrastructure, Published } from '../../../nodes/contract/deploy.ts';
import type { ApiError } from '../../client/call.ts';
import { save } from '../../state/downloads.ts';
import { tellDone } from '../../state/notify.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAgo, formatBytes, formatTime } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { tableClass } from '../../ui/table.ts';
import styles from './deploy.module.css';
import { type Item, kindNames } from './deploy-words.ts';
import { PackError } from './PackError.tsx';
import { packVersion } from './use-deploy.ts';

interface VersionsTabProps {
  projectId: string;
  items: readonly Item[];
  published: readonly Published[];
  deployments: readonly Deployment[];
  infrastructures: readonly Infrastructure[];
  onDeploy: (item: string, version: string) => void;
}

/** Signed archives of this project: bundles and service packages. */
export function VersionsTab({ projectId, items, published, deployments, infrastructures, onDeploy }: VersionsTabProps) {
  const [packing, setPacking] = useState<Item | null>(null);
  const names = new Map(items.map((item) => [item.id, item.name]));
  const places = new Map(infrastructures.map(({ id, name }) => [id, name]));
  const button = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={14} />} rightSection={<IconChevronDown size={12} />}>
          New version
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.id} onClick={() => setPacking(item)}>
            {item.kind === 'project-bundle' ? 'Bundle of the project' : `Package of the service ${item.name}`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  const onSave = ({ kind, id, version }: Published) =>
    save('published.download', { params: { kind, item: id, version } }, `${id}-${version}.millrace`);
  return (
    <>
      {published.length === 0 ? (
        <EmptyState icon={IconPackage} title="No versions yet" actions={button}>
          A version is a signed archive of the project as it is: flow, models, rules, scenarios, dashboards. Deploying
          makes one for you.
        </EmptyState>
      ) : (
        <Panel title="Versions" flush actions={button}>
          <table className={tableClass}>
            <thead>
              <tr>
                <th>Version</th>
                <th>Of</th>
                <th>Notes</th>
                <th>Made</th>
                <th data-numeric>Size</th>
                <th>SHA-256</th>
                <th>Serving on</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {published.map((one) => {
                const serving = deployments.filter(
                  ({ kind, item, version }) => kind === one.kind && item === one.id && version === one.version,
                );
                return (
                  <tr key={`${one.kind}:${one.id}:${one.version}`}>
                    <td>
                      <b>{one.version}</b>
                    </td>
                    <td>
                      {names.get(one.id) ?? one.id} <span className={styles.dim}>{kindNames[one.kind]}</span>
                    </td>
                    <td className={styles.notes}>{one.notes || <span className={styles.dim}>–</span>}</td>
                    <td title={formatTime(one.publishedAt)}>
                      {formatAgo(one.publishedAt)} <span className={styles.dim}>by {one.author}</span>
                    </td>
                    <td data-numeric>{formatBytes(one.bytes)}</td>
                    <td>
                      <Tooltip label={one.sha256}>
                        <code className={styles.hash}>{one.sha256.slice(0, 10)}</code>
                      </Tooltip>
                    </td>
                    <td>
                      {serving.map(({ infrastructure }) => places.get(infrastructure) ?? infrastructure).join(', ') ||
                        '–'}
                    </td>
                    <td>
                      <div className={styles.rowEnd}>
                        <Tooltip label="Download">
                          <ActionIcon aria-label={`Download ${one.id} ${one.version}`} onClick={() => void onSave(one)}>
                            <IconDownload size={16} stroke={1.7} />
                          </ActionIcon>
                        </Tooltip>
                        <Button variant="default" onClick={() => onDeploy(one.id, one.version)}>
                          Deploy…
                        </Button>
                      </div>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Panel>
      )}
      {packing ? <PackDialog projectId={projectId} item={packing} onClose={() => setPacking(null)} /> : null}
    </>
  );
}

function PackDialog({ projectId, item, onClose }: { projectId: string; item: Item; onClose: () => void }) {
  const [version, setVersion] = useState('');
  const [notes, setNotes] = useState('');
  const [accepted, setAccepted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const packing = useRef<AbortController | null>(null);
  useEffect(() => () => packing.current?.abort(), []);
  const pack = async () => {
    const controller = new AbortController();
    const { signal } = controller;
    packing.current = controller;
    setBusy(true);
    setError(null);
    try {
      const published = await packVersion(projectId, item, { version, notes, acceptFailedTests: accepted, signal });
      tellDone(`Version ${published.version} is published`, `${formatBytes(published.bytes)}, signed`);
      onClose();
    } catch (cause) {
      if (!signal.aborted) setError(cause as ApiError);
      setBusy(false);
    }
  };
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      size={480}
      title={item.kind === 'project-bundle' ? 'New bundle of the project' : `New package of ${item.name}`}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void pack();
        }}
      >
        <PackError error={error} projectId={projectId} accepted={accepted} onAccept={setAccepted} />
        <TextInput
          label="Version"
          placeholder="the next number"
          description="Letters, digits, dot, - and _"
          value={version}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
        <Textarea
          data-autofocus
          label="Release notes"
          description="Kept in the version and shown wherever it runs."
          placeholder="What is new for those who rely on it?"
          autosize
          minRows={3}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <div className={styles.dialogEnd}>
          {busy ? (
            <span className={styles.dim} role="status">
              Golden tests are run, then it is packed and signed…
            </span>
          ) : null}
          <Button variant="default" onClick={busy ? () => packing.current?.abort() : onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Publish
          </Button>
        </div>
      </form>
    </Modal>
  );
}
