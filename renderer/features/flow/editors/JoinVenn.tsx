import { useId } from 'react';

/** Two circles with the parts that a join keeps filled. */
export function JoinVenn({ keeps, size = 24 }: { keeps: readonly string[]; size?: number }) {
  const id = useId();
  const fill = (part: string) => (keeps.includes(part) ? 'var(--mr-accent)' : 'transparent');
  return (
    <svg width={size} height={(size * 2) / 3} viewBox="0 0 30 20" aria-hidden style={{ flex: 'none' }}>
      <defs>
        <clipPath id={id}>
          <circle cx="11" cy="10" r="8" />
        </clipPath>
      </defs>
      <g fillOpacity="0.75">
        <circle cx="11" cy="10" r="8" fill={fill('left')} />
        <circle cx="19" cy="10" r="8" fill={fill('right')} />
        <g clipPath={`url(#${id})`}>
          <circle cx="19" cy="10" r="8" fill="var(--mr-surface)" fillOpacity="1" />
          <circle cx="19" cy="10" r="8" fill={fill('both')} />
        </g>
      </g>
      <g fill="none" stroke="var(--mr-dim)" strokeWidth="1.2">
        <circle cx="11" cy="10" r="8" />
        <circle cx="19" cy="10" r="8" />
      </g>
    </svg>
  );
}
