import { Link } from 'wouter';
import { Panel } from '../../ui/Panel.tsx';
import { tableClass } from '../../ui/table.ts';
import type { ScenarioValue } from './variable-data.ts';
import styles from './variables.module.css';

/** Values that scenarios give to variables for their own runs. */
export function ScenarioValues({ projectId, values }: { projectId: string; values: readonly ScenarioValue[] }) {
  if (values.length === 0) return null;
  return (
    <Panel title="Set by scenarios" flush>
      <table className={`${tableClass} ${styles.table}`}>
        <thead>
          <tr>
            <th>Name</th>
            <th>Value during a run</th>
            <th>Scenario</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ variable, scenario, name, text }) => (
            <tr key={`${scenario} ${variable}`}>
              <td className={styles.mono}>{variable}</td>
              <td className={styles.mono}>{text || '(empty)'}</td>
              <td>
                <Link href={`/p/${projectId}/scenarios?scenario=${scenario}`} className={styles.link}>
                  {name}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
