import { ActionIcon, Button, CopyButton, Textarea, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconPencil, IconSitemap, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Project, VariableUse } from '../../../nodes/contract/project/index.ts';
import type { VariableState } from '../../../nodes/contract/variables.ts';
import { useCall, useFlow, useNodeInfo } from '../../client/hooks.ts';
import { describeVariable } from '../../state/edit-variables.ts';
import { navigate } from '../../state/hash-location.ts';
import { selectSoon } from '../../state/selection.ts';
import { SectionLabel } from '../../ui/Panel.tsx';
import { UseRow } from './UseRow.tsx';
import { dependents, layerWords } from './variable-data.ts';
import styles from './variables.module.css';

interface VariableDetailProps {
  projectId: string;
  project: Project;
  variable: VariableState;
  uses: readonly VariableUse[];
  readOnly: boolean;
  onRename: () => void;
  onDelete: () => void;
}

/** One variable: its value in effect and where that comes from, what it is for, everything that uses it. */
export function VariableDetail(props: VariableDetailProps) {
  const { projectId, project, variable, uses, readOnly, onRename, onDelete } = props;
  const { name, value, from } = variable;
  const states = new Map(useFlow(projectId).data?.nodes.map((node) => [node.id, node]));
  const isKnown = variable.project !== null || variable.node !== null || variable.deployment !== null;
  const written = `\${${name}}`;
  return (
    <aside className={styles.detail} aria-label={`Variable ${name}`}>
      <header className={styles.detailHead}>
        <h2>{written}</h2>
        <CopyButton value={written}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'}>
              <ActionIcon aria-label={`Copy ${written}`} onClick={copy}>
                {copied ? <IconCheck size={15} stroke={1.8} /> : <IconCopy size={15} stroke={1.7} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        {readOnly || variable.project === null ? null : (
          <>
            <Tooltip label="Rename it everywhere">
              <ActionIcon aria-label={`Rename ${name}`} onClick={onRename}>
                <IconPencil size={15} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon aria-label={`Delete ${name}`} onClick={onDelete}>
                <IconTrash size={15} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </header>
      {isKnown ? (
        <div className={styles.effect}>
          <span>In effect, from {layerWords[from]}</span>
          <code>{value || '(empty)'}</code>
        </div>
      ) : (
        <div className={styles.effect} data-tone="failed">
          <span>It has no value: what reads it cannot run</span>
        </div>
      )}
      {isKnown ? <Description {...{ projectId, variable, readOnly }} /> : null}
      <Deployed projectId={projectId} name={name} />
      <SectionLabel>{uses.length === 0 ? 'Not used' : `Used in ${places(uses.length)}`}</SectionLabel>
      {uses.length === 0 ? <p className={styles.dim}>Write {written} in any setting to use it.</p> : null}
      <ul className={styles.uses}>
        {uses.map((use) => (
          <UseRow
            key={`${use.family} ${use.id} ${use.path.join('.')}`}
            projectId={projectId}
            use={use}
            node={states.get(use.id)}
          />
        ))}
      </ul>
      <Dependents projectId={projectId} ids={dependents(project, uses)} states={states} />
    </aside>
  );
}

const places = (count: number) => (count === 1 ? '1 place' : `${count} places`);

function Description({
  projectId,
  variable,
  readOnly,
}: Pick<VariableDetailProps, 'projectId' | 'variable' | 'readOnly'>) {
  const { name, description } = variable;
  const [text, setText] = useState(description);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another variable has words of its own
  useEffect(() => setText(description), [description, name]);
  if (readOnly || variable.project === null) return description ? <p>{description}</p> : null;
  return (
    <Textarea
      aria-label={`What ${name} is for`}
      placeholder="What it is for"
      autosize
      minRows={1}
      maxRows={6}
      maxLength={1000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void describeVariable(projectId, name, text.trim())}
    />
  );
}

/** Deployments of the project that give the variable another value. */
function Deployed({ projectId, name }: { projectId: string; name: string }) {
  const isDesign = useNodeInfo()?.kind === 'design';
  const deployments = useCall('deployments.list', {}, { enabled: isDesign }).data ?? [];
  const given = deployments.filter(
    ({ kind, item, settings }) => kind === 'project-bundle' && item === projectId && settings.variables[name],
  );
  if (given.length === 0) return null;
  return (
    <>
      <SectionLabel>Deployed with another value</SectionLabel>
      {given.map(({ id, infrastructure, settings }) => (
        <div key={id} className={styles.pair}>
          <span>{infrastructure}</span>
          <code>{settings.variables[name]}</code>
        </div>
      ))}
    </>
  );
}

interface DependentsProps {
  projectId: string;
  ids: readonly string[];
  states: ReadonlyMap<string, { type: string; state: string }>;
}

/** How much of the flow another value makes out of date. */
function Dependents({ projectId, ids, states }: DependentsProps) {
  const data = ids.filter((id) => states.get(id)?.type !== 'recipe');
  const stale = data.filter((id) => states.get(id)?.state === 'stale');
  if (data.length === 0) return null;
  const show = () => {
    navigate(`/p/${projectId}/flow`);
    selectSoon(ids);
  };
  return (
    <footer className={styles.dependents}>
      <span>
        {data.length === 1 ? '1 dataset or model depends' : `${data.length} datasets and models depend`} on it
        {stale.length > 0 ? `; ${stale.length} out of date` : ''}.
      </span>
      <Button variant="default" h={28} leftSection={<IconSitemap size={14} />} onClick={show}>
        Show in the flow
      </Button>
    </footer>
  );
}
