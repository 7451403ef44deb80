import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '@/lib/chat/message';
import type { ThreadScroller } from '@/lib/client/thread/thread-scroller';
import { loadEntities } from '@/lib/markdown/entities';
import type { Found, ThreadSearch, ThreadSearchOptions } from './thread-search';

interface FindInput {
  readonly branch: readonly Message[];
  readonly scroller: ThreadScroller;
}

const NOTHING: Found = { query: '', number: 0, total: 0 };

/** A reply that streams changes with every frame; it is searched this often. */
const SAMPLE_INTERVAL_MS = 250;

/** Searches a thread for what is typed, and goes from match to match. */
export function useFind({ branch, scroller }: FindInput) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState(NOTHING);
  const [search, setSearch] = useState<ThreadSearch | null>(null);
  const messages = useSampled(branch);

  useEffect(() => {
    const controller = new AbortController();
    void startSearch({ scroller, onFound: setFound, signal: controller.signal }).then((started) => {
      if (!controller.signal.aborted) setSearch(started);
    });
    return () => controller.abort();
  }, [scroller]);

  useEffect(() => void search?.look(query, messages), [search, query, messages]);

  return {
    query,
    setQuery,
    /** Whether `number` and `total` are those of what is typed now. */
    isFound: found.query === query,
    number: found.number,
    total: found.total,
    go: (step: 1 | -1) => search?.go(step),
  };
}

/** The search is a file of its own, fetched when the bar opens first; what is typed waits for it. */
async function startSearch(options: ThreadSearchOptions): Promise<ThreadSearch | null> {
  try {
    const [search] = await Promise.all([import('./thread-search'), loadEntities()]);
    return new search.ThreadSearch(options);
  } catch {
    return null; // an update took the file away: nothing is found until the panel is opened anew
  }
}

/** `value` as it was up to a moment ago, so that not every change is worth a search. */
function useSampled<Value>(value: Value): Value {
  const [sample, setSample] = useState(value);
  const latestRef = useRef(value);
  const isOld = sample !== value;
  useLayoutEffect(() => {
    latestRef.current = value;
  }, [value]);
  useEffect(() => {
    if (!isOld) return;
    const timer = setTimeout(() => setSample(latestRef.current), SAMPLE_INTERVAL_MS);
    return () => clearTimeout(timer);
  }, [isOld]);
  return sample;
}
