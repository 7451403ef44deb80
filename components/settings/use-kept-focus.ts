import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * When `state` changes and what had the focus went with it, the first `input` or `button` in `place`
 * takes it.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>, state: unknown): void {
  const shownRef = useRef(state);
  useLayoutEffect(() => {
    if (shownRef.current === state) return;
    shownRef.current = state;
    if (document.activeElement !== document.body) return;
    place.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [place, state]);
}
