import { useCallback, useEffect, useRef } from 'preact/hooks';

/**
 * Tells how high all of a page would be whose parts stand below each other, whenever one of them
 * changes; the result is the `ref` of each part. `onChange` keeps its identity.
 */
export function useWantedHeight(
  onChange: (height: number) => void,
): (part: HTMLElement | null) => void {
  const partsRef = useRef(new Set<HTMLElement>());

  useEffect(() => {
    const parts = [...partsRef.current];
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = parts.reduce((sum, part) => sum + part.offsetHeight, 0);
      if (height === told) return;
      told = height;
      onChange(height);
    });
    for (const part of parts) observer.observe(part);
    return () => observer.disconnect();
  }, [onChange]);

  return useCallback((part) => void (part && partsRef.current.add(part)), []);
}
