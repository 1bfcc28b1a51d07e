import {
  IconCalendarClock,
  IconChartDots3,
  IconDatabase,
  IconLayoutDashboard,
  IconPlugConnected,
  IconRocket,
  IconShieldCheck,
  IconSitemap,
  IconTestPipe,
  IconVariable,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useNodeInfo } from '../../client/hooks.ts';
import styles from './shell.module.css';

const pages = [
  { id: 'flow', label: 'Flow', icon: IconSitemap },
  { id: 'datasets', label: 'Datasets', icon: IconDatabase },
  { id: 'quality', label: 'Quality', icon: IconShieldCheck },
  { id: 'tests', label: 'Tests', icon: IconTestPipe },
  { id: 'models', label: 'Models', icon: IconChartDots3 },
  { id: 'dashboards', label: 'Dashboards', icon: IconLayoutDashboard },
  { id: 'scenarios', label: 'Scenarios', icon: IconCalendarClock },
  { id: 'variables', label: 'Variables', icon: IconVariable },
  { id: 'connections', label: 'Connections', icon: IconPlugConnected },
  { id: 'deploy', label: 'Deploy', icon: IconRocket },
] as const;

/** The pages of a project. A node that only runs projects has nothing to deploy from. */
export function Rail({ projectId }: { projectId: string }) {
  const [location] = useLocation();
  const readOnly = useNodeInfo()?.readOnly ?? false;
  return (
    <nav className={styles.rail} aria-label="Pages of the project">
      {pages
        .filter(({ id }) => !(readOnly && id === 'deploy'))
        .map(({ id, label, icon: IconView }) => {
          const active = location.startsWith(`/p/${projectId}/${id}`);
          return (
            <Link
              key={id}
              href={`/p/${projectId}/${id}`}
              data-tour={id}
              className={styles.railItem}
              data-active={active || undefined}
              aria-current={active ? 'page' : undefined}
            >
              <IconView size={20} stroke={1.6} aria-hidden />
              {label}
            </Link>
          );
        })}
    </nav>
  );
}
