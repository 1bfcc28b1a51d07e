import { Select, TextInput } from '@mantine/core';
import type { DeploymentSettings, Published } from '../../../nodes/contract/deploy.ts';
import type { Project } from '../../../nodes/contract/project/index.ts';
import { byName } from '../../ui/ListDetail.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';
import { ConnectionMap } from './ConnectionMap.tsx';
import styles from './deploy.module.css';
import { readersOf, usedConnections, without } from './deploy-words.ts';

interface SettingsFieldsProps {
  infrastructure: string;
  kind: Published['kind'];
  project: Project;
  value: DeploymentSettings;
  onChange: (value: DeploymentSettings) => void;
}

/** A heading with what stands below it. */
const Part = ({ title, help }: { title: string; help: string }) => (
  <div>
    <SectionLabel>{title}</SectionLabel>
    <div className={styles.dim}>{help}</div>
  </div>
);

/** What differs on the target: connections, variables, which scenarios run, who may ask a service. */
export function SettingsFields({ infrastructure, kind, project, value, onChange }: SettingsFieldsProps) {
  if (kind === 'api-service') {
    return (
      <Select
        label="Who may ask for predictions"
        description="Keys are made on the node. Everyone: only where the network itself keeps others out."
        data={[
          { value: 'keys', label: 'Holders of an API key' },
          { value: 'public', label: 'Everyone who reaches the nodes' },
        ]}
        value={value.access ?? 'keys'}
        allowDeselect={false}
        onChange={(access) => onChange({ ...value, access: access === 'public' ? 'public' : 'keys' })}
      />
    );
  }
  const connections = usedConnections(project);
  const variables = Object.entries(project.variables);
  const scenarios = Object.values(project.scenarios).sort(byName);
  return (
    <div className={styles.fields}>
      {connections.length > 0 ? (
        <ConnectionMap
          infrastructure={infrastructure}
          needed={connections.map((id) => ({ id, readers: readersOf(project, id) }))}
          value={value.connections}
          onChange={(next) => onChange({ ...value, connections: next })}
        />
      ) : null}
      {variables.length > 0 ? (
        <Part title="Variables" help="Values on this target; left empty, those of the project." />
      ) : null}
      {variables.map(([name, text]) => (
        <div key={name} className={styles.pair}>
          <span className={styles.pairName}>{name}</span>
          <span className={styles.dim}>=</span>
          <TextInput
            aria-label={`Value of ${name} on the target`}
            placeholder={text || 'empty'}
            value={value.variables[name] ?? ''}
            onChange={(event) =>
              onChange({ ...value, variables: without(value.variables, name, event.currentTarget.value || undefined) })
            }
          />
        </div>
      ))}
      {scenarios.length > 0 ? (
        <Part title="Scenarios" help="Which run there by themselves; two targets need not both do the same work." />
      ) : null}
      {scenarios.map(({ id, name, active }) => (
        <div key={id} className={styles.pair}>
          <span className={styles.pairName}>{name}</span>
          <span />
          <Select
            aria-label={`Scenario ${name} on the target`}
            data={[
              { value: 'same', label: `As in the bundle (${active ? 'on' : 'off'})` },
              { value: 'on', label: 'On' },
              { value: 'off', label: 'Off' },
            ]}
            value={value.scenarios[id] === undefined ? 'same' : value.scenarios[id] ? 'on' : 'off'}
            allowDeselect={false}
            onChange={(choice) =>
              onChange({
                ...value,
                scenarios: without(value.scenarios, id, choice === 'same' ? undefined : choice === 'on'),
              })
            }
          />
        </div>
      ))}
      {connections.length + variables.length + scenarios.length === 0 ? (
        <span className={styles.dim}>Nothing in this project differs from node to node.</span>
      ) : null}
    </div>
  );
}
