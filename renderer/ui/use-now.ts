import { useEffect, useState } from 'react';

/** The time in milliseconds; moves on while something runs, so that durations grow on screen. */
export function useNow(on: boolean, every = 500): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!on) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), every);
    return () => window.clearInterval(timer);
  }, [on, every]);
  return now;
}
