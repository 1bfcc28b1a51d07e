import type { Problem } from '../../../nodes/base/problem.ts';
import { ConnectionLink } from '../../explore/ConnectionLink.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Problems of a node or its settings, the worst first. */
export function Problems({ problems, inset }: { problems: readonly Problem[]; inset?: boolean }) {
  if (problems.length === 0) return null;
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = [...problems].sort((a, b) => order[a.severity] - order[b.severity]);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, padding: inset ? '0 0 12px' : 12 }}>
      {sorted.slice(0, 5).map((problem) => (
        <Notice key={`${problem.code}${problem.path}${problem.message}`} tone={problem.severity}>
          {problem.message}
          <ConnectionLink error={problem} />
        </Notice>
      ))}
      {sorted.length > 5 ? <Notice tone="info">{sorted.length - 5} more</Notice> : null}
    </div>
  );
}
