import {
  IconCalendarClock,
  IconChartBar,
  IconFileImport,
  IconShieldCheck,
  IconTestPipe,
  IconTransform,
} from '@tabler/icons-react';
import { settingWords } from '../../../nodes/base/setting-words.ts';
import type { FlowNode } from '../../../nodes/contract/flow.ts';
import type { VariableUse } from '../../../nodes/contract/project/index.ts';
import { stateLooks } from '../../flow/node-state.ts';
import { navigate } from '../../state/hash-location.ts';
import { useSelection } from '../../state/selection.ts';
import { StatusIcon } from '../../ui/StatusBadge.tsx';
import { isNode, linkOfUse } from './variable-data.ts';
import styles from './variables.module.css';

const icons: Partial<Record<VariableUse['family'], typeof IconTransform>> = {
  datasets: IconFileImport,
  recipes: IconTransform,
  quality: IconShieldCheck,
  scenarios: IconCalendarClock,
  dashboards: IconChartBar,
  tests: IconTestPipe,
};
const ways: Record<VariableUse['how'], string> = { reads: '', sets: 'sets it · ', pins: 'fixes it · ' };

interface UseRowProps {
  projectId: string;
  use: VariableUse;
  /** State of the node that uses it. */
  node: FlowNode | undefined;
}

/** One place that uses the variable: leads there. */
export function UseRow({ projectId, use, node }: UseRowProps) {
  const IconView = icons[use.family] ?? IconTransform;
  const look = isNode(use) && node ? stateLooks[node.state] : null;
  const open = () => {
    navigate(linkOfUse(projectId, use));
    if (isNode(use)) useSelection.getState().set({ reveal: use.id });
  };
  return (
    <li>
      <button type="button" className={styles.use} onClick={open}>
        <IconView size={15} stroke={1.7} aria-hidden />
        <span className={styles.useWords}>
          <span className={styles.useName}>
            {use.name}
            {look ? (
              <span className={styles.useState} data-tone={look.tone} title={node?.reason}>
                <StatusIcon tone={look.tone} size={12} />
                {look.label}
              </span>
            ) : null}
          </span>
          <span className={styles.usePlace}>
            {ways[use.how]}
            {settingWords(use.how === 'sets' ? use.path.slice(0, -2) : use.path)}
          </span>
          <code className={styles.useText}>{use.text}</code>
        </span>
      </button>
    </li>
  );
}
