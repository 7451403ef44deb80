import { useEffect, useReducer, useState } from 'preact/hooks';
import type { GrowingCode, HighlightedLine, LineGroup } from '@/lib/highlight/growing-code';

interface CodeColorsOptions {
  readonly language: string;
  readonly groups: readonly LineGroup[];
  /** The groups that somebody has seen; the others need no colours. */
  readonly seen: ReadonlySet<number>;
}

/** A line that has not grown for so long is complete, or its reader waits. */
const SETTLE_MS = 300;
/** Colours wait for idle time, though not for ever. */
const IDLE_TIMEOUT_MS = 500;
const NO_LINES: readonly HighlightedLine[] = [];

/** The highlighted lines at the start of each group, once its language is loaded and was applied. */
export function useCodeColors({ language, groups, seen }: CodeColorsOptions) {
  const [growing, setGrowing] = useState<GrowingCode | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const isSeen = seen.size > 0;

  useEffect(() => {
    if (!isSeen || language === '') return;
    const mounted = new AbortController();
    void startHighlighting(language, () => {
      if (!mounted.signal.aborted) redraw(null);
    }).then((started) => {
      if (!mounted.signal.aborted) setGrowing(started);
    });
    return () => {
      mounted.abort();
      setGrowing(null);
    };
  }, [language, isSeen]);

  useEffect(() => {
    if (growing === null) return;
    growing.update(groups, seen);
    const timer = setTimeout(() => growing.settle(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [growing, groups, seen]);

  return (index: number): readonly HighlightedLine[] =>
    growing !== null && seen.has(index) ? growing.linesOf(index) : NO_LINES;
}

/** The highlighter and each language are files of their own, fetched with the first such code. */
async function startHighlighting(
  name: string,
  onProgress: () => void,
): Promise<GrowingCode | null> {
  try {
    const [highlight, { loadLanguage }] = await Promise.all([
      import('@/lib/highlight/growing-code'),
      import('@/lib/highlight/languages'),
    ]);
    const language = await loadLanguage(name);
    return language && new highlight.GrowingCode({ language, schedule, onProgress });
  } catch {
    return null; // an update took the files away: code stays plain until the panel is opened anew
  }
}

function schedule(work: () => void): void {
  requestIdleCallback(work, { timeout: IDLE_TIMEOUT_MS });
}
