import { useEffect, useState } from 'preact/hooks';

const TICK_MS = 1000;

/** The time, each second anew until `until`; both in milliseconds since the epoch. */
export function useNow({ until }: { readonly until: number }): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    };
    const timer = setInterval(tick, TICK_MS);
    tick();
    return () => clearInterval(timer);
  }, [until]);
  return now;
}
