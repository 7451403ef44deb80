import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

interface NearGroups {
  /** The groups that were on the screen, or near it, for a moment. */
  readonly seen: ReadonlySet<number>;
  readonly onNearChange: (index: number, isNear: boolean) => void;
}

/** Nobody reads what passes by quicker. */
const SEEN_MS = 150;

/** Which groups of a long block somebody can see. */
export function useNearGroups(): NearGroups {
  const near = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());

  const onNearChange = useCallback((index: number, isNear: boolean) => {
    if (isNear === near.current.has(index)) return;
    if (isNear) near.current.add(index);
    else near.current.delete(index);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setSeen((before) => new Set([...before, ...near.current]));
    }, SEEN_MS);
  }, []);

  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  return { seen, onNearChange };
}
