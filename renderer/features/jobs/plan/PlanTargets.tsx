import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { BuildRequest } from '../../../../nodes/contract/flow.ts';
import { useProject } from '../../../client/hooks.ts';
import { buildTargets, downstreamTargets } from '../../../state/build-targets.ts';
import { useSelection } from '../../../state/selection.ts';
import styles from './plan.module.css';

interface PlanTargetsProps {
  projectId: string;
  asked: BuildRequest;
  onChange: (part: Partial<BuildRequest>) => void;
}

const SHOWN = 4;

/** What is asked for: the whole flow, or some datasets and models; what is selected on the canvas can be taken. */
export function PlanTargets({ projectId, asked, onChange }: PlanTargetsProps) {
  const project = useProject(projectId).data?.project;
  const ids = useSelection((state) => state.ids);
  const { targets, mode } = asked;
  const selected = mode === 'downstream' ? downstreamTargets(projectId, ids) : buildTargets(projectId, ids);
  const isOther = selected.length > 0 && selected.join(' ') !== targets.join(' ');
  const nameOf = (id: string) => project?.datasets[id]?.name ?? project?.models[id]?.name ?? id;
  const toAll = () => onChange({ targets: [], mode: mode === 'upstream' ? mode : 'required' });
  return (
    <div className={styles.targets}>
      {targets.length === 0 ? <span className={styles.chip}>The whole flow</span> : null}
      {targets.slice(0, SHOWN).map((id) => (
        <span key={id} className={styles.chip}>
          <span>{nameOf(id)}</span>
          <ActionIcon
            size={16}
            aria-label={`Without ${nameOf(id)}`}
            onClick={() =>
              targets.length === 1 ? toAll() : onChange({ targets: targets.filter((one) => one !== id) })
            }
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {targets.length > SHOWN ? <span className={styles.chip}>{targets.length - SHOWN} more</span> : null}
      {isOther ? (
        <Button variant="subtle" h={22} size="compact-xs" onClick={() => onChange({ targets: selected })}>
          Take the selection
        </Button>
      ) : null}
      {targets.length > 0 ? (
        <Button variant="subtle" color="gray" h={22} size="compact-xs" onClick={toAll}>
          The whole flow
        </Button>
      ) : null}
    </div>
  );
}
