import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { VariableUse } from '../../../nodes/contract/project/index.ts';
import type { VariableState } from '../../../nodes/contract/variables.ts';
import { setHere, setVariable } from '../../state/edit-variables.ts';
import { tableClass } from '../../ui/table.ts';
import { ValueCell } from './ValueCell.tsx';
import styles from './variables.module.css';

interface VariableTableProps {
  projectId: string;
  variables: readonly VariableState[];
  /** Names that are read and have no value. */
  missing: readonly string[];
  uses: ReadonlyMap<string, readonly VariableUse[]>;
  chosen: string | undefined;
  /** The project cannot be changed here. */
  readOnly: boolean;
  onChoose: (name: string) => void;
}

/** Variables with the value of each layer; the one in effect is the last that is there. */
export function VariableTable(props: VariableTableProps) {
  const { variables, missing, readOnly } = props;
  const deployed = valueColumns(variables, readOnly) === 3;
  return (
    <table className={`${tableClass} ${styles.table}`}>
      <thead>
        <tr>
          <th>Name</th>
          <th>Project</th>
          {deployed ? <th>Deployment</th> : null}
          <th>
            <Tooltip label="Stays on this node: it goes before the others and is in no bundle" multiline maw={260}>
              <span>On this node</span>
            </Tooltip>
          </th>
          <th data-numeric>Uses</th>
        </tr>
      </thead>
      <tbody>
        {missing.map((name) => (
          <Row key={name} {...props} deployed={deployed} variable={absent(name)} isMissing />
        ))}
        {variables.map((variable) => (
          <Row key={variable.name} {...props} deployed={deployed} variable={variable} isMissing={false} />
        ))}
      </tbody>
    </table>
  );
}

/** One for each layer; that of deployments only where there are some. */
export const valueColumns = (variables: readonly VariableState[], readOnly: boolean): number =>
  readOnly || variables.some(({ deployment }) => deployment !== null) ? 3 : 2;

const absent = (name: string): VariableState => ({
  ...{ name, value: '', from: 'project', description: '' },
  ...{ project: null, deployment: null, node: null },
});

type RowProps = VariableTableProps & { variable: VariableState; deployed: boolean; isMissing: boolean };

function Row({ projectId, variable, uses, chosen, readOnly, deployed, isMissing, onChoose }: RowProps) {
  const { name, from, project, deployment, node } = variable;
  const count = uses.get(name)?.length ?? 0;
  return (
    <tr
      data-clickable
      data-chosen={name === chosen || undefined}
      data-missing={isMissing || undefined}
      onClick={() => onChoose(name)}
      onFocus={() => onChoose(name)}
    >
      <td>
        <button type="button" className={styles.name} aria-current={name === chosen || undefined}>
          {name}
        </button>
        {isMissing ? <span className={styles.flag}>not defined</span> : null}
        {!isMissing && project === null ? <span className={styles.flag}>only here</span> : null}
      </td>
      <td>
        <ValueCell
          label={`Value of ${name}`}
          value={project}
          placeholder={isMissing ? 'Give it a value' : 'none'}
          overridden={from !== 'project'}
          readOnly={readOnly}
          onCommit={(value) => void setVariable(projectId, name, value)}
        />
      </td>
      {deployed ? (
        <td>
          <ValueCell
            readOnly
            label={`Value of ${name} in the deployment`}
            value={deployment}
            overridden={from === 'node'}
            onCommit={() => undefined}
          />
        </td>
      ) : null}
      <td>
        <span className={styles.here}>
          <ValueCell
            label={`Value of ${name} on this node`}
            value={node}
            placeholder="as the project"
            onCommit={(value) => void setHere(projectId, name, value)}
          />
          {node === null ? null : (
            <Tooltip label="Take the value on this node away">
              <ActionIcon
                size={24}
                aria-label={`Take the value of ${name} on this node away`}
                onClick={() => void setHere(projectId, name, null)}
              >
                <IconArrowBackUp size={14} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      </td>
      <td data-numeric className={styles.count}>
        {count || '–'}
      </td>
    </tr>
  );
}
