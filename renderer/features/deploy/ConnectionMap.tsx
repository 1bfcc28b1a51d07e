import { Button, Loader, Select } from '@mantine/core';
import { IconArrowRight, IconRefresh } from '@tabler/icons-react';
import { useCall } from '../../client/hooks.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { SectionLabel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { offered, stateOf } from './connection-states.ts';
import styles from './deploy.module.css';
import { without } from './deploy-words.ts';

interface ConnectionMapProps {
  infrastructure: string;
  /** Connections that the project reads from, each with the datasets that do. */
  needed: readonly { id: string; readers: readonly string[] }[];
  /** Connection of the project → connection of the nodes, where they differ. */
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}

/** Which connection of the target each connection of the project is; every choice is tried on the nodes themselves. */
export function ConnectionMap({ infrastructure, needed, value, onChange }: ConnectionMapProps) {
  const found = useCall('infrastructures.connections', { params: { infrastructure } }, { staleTime: 0 });
  const nodes = found.data;
  const names = nodes ? offered(nodes) : [];
  return (
    <section className={styles.map} aria-label="Connections">
      <div className={styles.mapHead}>
        <SectionLabel>Connections</SectionLabel>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={12} />}
          loading={found.isFetching}
          onClick={() => void found.refetch()}
        >
          Test again
        </Button>
      </div>
      {found.error ? <ErrorNotice error={found.error} /> : null}
      <table className={styles.mapTable}>
        <thead>
          <tr>
            <th>In the project</th>
            <th aria-label="is" />
            <th>There</th>
            <th>Test</th>
          </tr>
        </thead>
        <tbody>
          {needed.map(({ id, readers }) => {
            const target = value[id] ?? id;
            const state = nodes ? stateOf(nodes, target) : null;
            const choices = [...new Set([id, target, ...names])];
            return (
              <tr key={id}>
                <td>
                  <b>{id}</b>
                  <div className={styles.dim} title={readers.join(', ')}>
                    {readers.length === 1 ? readers[0] : `${readers.length} datasets`}
                  </div>
                </td>
                <td>
                  <IconArrowRight size={14} stroke={1.7} color="var(--mr-faint)" aria-hidden />
                </td>
                <td>
                  <Select
                    aria-label={`Connection of the target for ${id}`}
                    data={choices.map((name) => ({
                      value: name,
                      label: names.includes(name) || !nodes ? name : `${name} (missing there)`,
                    }))}
                    value={target}
                    allowDeselect={false}
                    onChange={(next) => onChange(without(value, id, next && next !== id ? next : undefined))}
                  />
                </td>
                <td>
                  {state ? (
                    <StatusBadge tone={state.tone} label={state.label} reason={state.reason} />
                  ) : (
                    <Loader size={12} />
                  )}
                  {state && state.tone !== 'done' ? <div className={styles.mapReason}>{state.reason}</div> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
