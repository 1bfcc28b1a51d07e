import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconVariable } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { type Project, type VariableUse, variableUses } from '../../../nodes/contract/project/index.ts';
import { useNodeInfo, useProject } from '../../client/hooks.ts';
import { useVariables } from '../../client/variables.ts';
import { deleteVariable } from '../../state/edit-variables.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { AddVariable } from './AddVariable.tsx';
import { ScenarioValues } from './ScenarioValues.tsx';
import { VariableDetail } from './VariableDetail.tsx';
import { DeleteVariable, RenameVariable } from './VariableDialogs.tsx';
import { VariableTable, valueColumns } from './VariableTable.tsx';
import { missingNames, scenarioValues } from './variable-data.ts';
import styles from './variables.module.css';

const focusNew = () => document.querySelector<HTMLInputElement>('[data-new-variable]')?.focus();

/** The variables of a project: values of the project and of this node, and everything that uses them. */
export function VariablesPage({ projectId }: { projectId: string }) {
  const { data, error } = useProject(projectId);
  const readOnly = useNodeInfo()?.readOnly ?? true;
  return (
    <Page
      flush
      header={
        <PageHeader
          title="Variables"
          subtitle={
            <>
              {'${name}'} in any setting stands for its value. A value on this node goes before the project’s; a run may
              bring its own.
            </>
          }
          actions={
            readOnly ? undefined : (
              <Button leftSection={<IconPlus size={14} />} onClick={focusNew}>
                New variable
              </Button>
            )
          }
        />
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {data ? <Variables projectId={projectId} project={data.project} readOnly={readOnly} /> : null}
      {!data && !error ? <Skeleton h={200} m={24} /> : null}
    </Page>
  );
}

interface VariablesProps {
  projectId: string;
  project: Project;
  readOnly: boolean;
}

function Variables({ projectId, project, readOnly }: VariablesProps) {
  const variables = useVariables(projectId);
  const uses = useMemo(() => variableUses(project), [project]);
  const byName = useMemo(() => Map.groupBy(uses, ({ variable }) => variable), [uses]);
  const missing = missingNames(uses, variables);
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const names = [...missing, ...variables.map(({ name }) => name)];
  const asked = search.get('variable');
  const name = asked !== null && names.includes(asked) ? asked : names[0];
  const choose = (next: string) => {
    if (next !== name) setSearch({ variable: next }, { replace: true });
  };
  const chosen = variables.find((one) => one.name === name) ?? (name === undefined ? undefined : undefinedOne(name));
  const used = (name === undefined ? undefined : byName.get(name)) ?? [];
  return (
    <div className={styles.work}>
      <div className={styles.main}>
        <Panel flush>
          {names.length === 0 ? (
            <Empty readOnly={readOnly} />
          ) : (
            <VariableTable
              {...{ projectId, variables, missing, readOnly }}
              uses={byName}
              chosen={name}
              onChoose={choose}
            />
          )}
          {readOnly ? null : (
            <AddVariable
              projectId={projectId}
              taken={project.variables}
              columns={valueColumns(variables, readOnly)}
              onAdded={choose}
            />
          )}
        </Panel>
        <ScenarioValues projectId={projectId} values={scenarioValues(uses)} />
      </div>
      {chosen ? (
        <VariableDetail
          {...{ projectId, project, readOnly }}
          variable={chosen}
          uses={used}
          onRename={() => setDialog('rename')}
          onDelete={() => (used.length > 0 ? setDialog('delete') : void deleteVariable(projectId, chosen.name))}
        />
      ) : null}
      {chosen && dialog ? (
        <Dialogs
          {...{ projectId, project, dialog, name: chosen.name, uses: used }}
          onChosen={choose}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </div>
  );
}

interface DialogsProps {
  projectId: string;
  project: Project;
  dialog: 'rename' | 'delete';
  name: string;
  uses: readonly VariableUse[];
  onChosen: (name: string) => void;
  onClose: () => void;
}

const Dialogs = ({ projectId, project, dialog, name, uses, onChosen, onClose }: DialogsProps) =>
  dialog === 'rename' ? (
    <RenameVariable {...{ projectId, project, name, uses, onClose }} onRenamed={onChosen} />
  ) : (
    <DeleteVariable {...{ projectId, name, uses, onClose }} />
  );

const undefinedOne = (name: string) => ({
  ...{ name, value: '', from: 'project' as const, description: '' },
  ...{ project: null, deployment: null, node: null },
});

const Empty = ({ readOnly }: { readOnly: boolean }) => (
  <EmptyState
    icon={IconVariable}
    title="No variables yet"
    actions={readOnly ? undefined : <Button onClick={focusNew}>Add the first</Button>}
  >
    Keep what changes from day to day or from node to node in one place: a date, a folder, a threshold. Settings name it
    as {'${name}'}.
  </EmptyState>
);
