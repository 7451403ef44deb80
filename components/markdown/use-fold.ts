import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Fold {
  readonly blockRef: RefObject<HTMLDivElement | null>;
  readonly isLong: boolean;
  readonly isFolded: boolean;
  readonly toggle: () => void;
}

/** `open` until nobody looks; `unfolded` was asked for, so it stays. */
type FoldState = 'folded' | 'open' | 'unfolded';

const LONG_LINES = 400;
/** While much text arrives at once, what is on the screen may change for a moment. */
const AWAY_MS = 1000;

/**
 * Folds long code: at once where it comes whole, and where it grew under the reader's eyes, not
 * before all of it is off the screen. So nothing jumps that somebody reads.
 */
export function useFold(lineCount: number): Fold {
  const blockRef = useRef<HTMLDivElement>(null);
  const isLong = lineCount > LONG_LINES;
  const [state, setState] = useState<FoldState>(isLong ? 'folded' : 'open');

  useEffect(() => {
    const block = blockRef.current;
    if (state !== 'open' || !isLong || block === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      if (entries.at(-1)?.isIntersecting === true) return;
      timer = setTimeout(() => setState('folded'), AWAY_MS);
    });
    observer.observe(block);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [state, isLong]);

  const isFolded = isLong && state === 'folded';

  useEffect(() => {
    const block = blockRef.current;
    if (!isFolded || block === null) return;
    const unfold = () => setState('unfolded');
    block.addEventListener('beforematch', unfold); // find-in-page found something in it
    return () => block.removeEventListener('beforematch', unfold);
  }, [isFolded]);

  function toggle(): void {
    setState(isFolded ? 'unfolded' : 'folded');
    if (isFolded) return;
    requestAnimationFrame(() => blockRef.current?.scrollIntoView({ block: 'nearest' }));
  }

  return { blockRef, isLong, isFolded, toggle };
}
