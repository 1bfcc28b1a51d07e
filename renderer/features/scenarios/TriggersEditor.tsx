import { ActionIcon, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogKind } from '../../../nodes/contract/catalog.ts';
import type { Project, Scenario } from '../../../nodes/contract/project/index.ts';
import { Panel } from '../../ui/Panel.tsx';
import { AddKind } from './AddKind.tsx';
import { EditorRow } from './EditorRow.tsx';
import { KindForm } from './KindForm.tsx';
import { namesOf, newTrigger, summary, type Trigger } from './scenario-data.ts';
import styles from './scenarios.module.css';

export interface EditorProps {
  scenario: Scenario;
  project: Project;
  kinds: readonly CatalogKind[];
  /** Absent: only to be looked at. */
  onChange: ((scenario: Scenario, label: string) => void) | undefined;
}

/** When the scenario runs by itself. */
export function TriggersEditor({ scenario, project, kinds, onChange }: EditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const { triggers } = scenario;
  const names = namesOf(project);
  const set = (next: Trigger[], label: string) => onChange?.({ ...scenario, triggers: next }, label);
  const change = (at: number, part: Partial<Trigger>) =>
    set(
      triggers.map((one, index) => (index === at ? { ...one, ...part } : one)),
      'Change trigger',
    );
  return (
    <Panel
      title="Triggers"
      flush
      actions={
        onChange ? (
          <AddKind
            label="Add trigger"
            kinds={kinds}
            onAdd={(kind) => {
              const trigger = newTrigger(kind, triggers);
              set([...triggers, trigger], 'Add trigger');
              setOpen(trigger.id);
            }}
          />
        ) : null
      }
    >
      {triggers.length === 0 ? (
        <p className={styles.hint}>Without a trigger the scenario runs only when asked to.</p>
      ) : null}
      {triggers.map((trigger, at) => {
        const kind = kinds.find(({ id }) => id === trigger.kind);
        return (
          <EditorRow
            key={trigger.id}
            icon={kind?.icon}
            title={kind?.label ?? trigger.kind}
            text={summary(trigger.settings, names)}
            dim={!trigger.enabled}
            open={open === trigger.id}
            onToggle={() => setOpen(open === trigger.id ? null : trigger.id)}
            actions={
              onChange ? (
                <>
                  <Switch
                    aria-label="Trigger is on"
                    checked={trigger.enabled}
                    onChange={(event) => change(at, { enabled: event.currentTarget.checked })}
                  />
                  <ActionIcon
                    aria-label="Delete the trigger"
                    onClick={() =>
                      set(
                        triggers.filter((one) => one.id !== trigger.id),
                        'Delete trigger',
                      )
                    }
                  >
                    <IconTrash size={14} stroke={1.7} />
                  </ActionIcon>
                </>
              ) : null
            }
          >
            {kind && onChange ? (
              <KindForm
                kind={kind}
                project={project}
                value={trigger.settings}
                onChange={(settings) => change(at, { settings })}
              />
            ) : null}
          </EditorRow>
        );
      })}
    </Panel>
  );
}
