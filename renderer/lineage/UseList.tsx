import { IconApi, IconChartBar, IconReportAnalytics, IconShieldCheck, IconTestPipe } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { LineageUse } from '../../nodes/contract/lineage.ts';
import styles from './lineage.module.css';
import { linkOf, ROWS } from './stops.ts';

const icons = {
  chart: IconChartBar,
  rule: IconShieldCheck,
  card: IconReportAnalytics,
  endpoint: IconApi,
  test: IconTestPipe,
} as const;
const words = {
  chart: 'Chart',
  rule: 'Rule',
  card: 'Statistics',
  endpoint: 'Endpoint',
  test: 'Golden test',
} as const;

/** Charts, rules, statistics, endpoints and tests, each leading to its page. */
export function UseList({ projectId, uses }: { projectId: string; uses: readonly LineageUse[] }) {
  return (
    <ul className={styles.uses}>
      {uses.map((use) => {
        const IconView = icons[use.kind];
        return (
          <li key={`${use.kind} ${use.id} ${use.part}`}>
            <Link href={linkOf(projectId, use)} className={styles.use}>
              <IconView size={14} stroke={1.7} aria-label={words[use.kind]} />
              <span className={styles.useName}>{use.label}</span>
              {use.column === ROWS ? null : <code>{use.column}</code>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
