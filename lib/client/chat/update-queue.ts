/** Hands over items in batches: `push` may wait for the next animation frame, `pushNow` does not. */
export interface UpdateQueue<Item> {
  push(item: Item): void;
  pushNow(item: Item): void;
}

/**
 * Collects items and gives them to `apply`, at most once per animation frame. The first one after
 * a quiet frame is applied at once, since it is what the user waits for; while the page is hidden
 * nothing is applied, since nobody looks.
 */
export function createUpdateQueue<Item>(
  apply: (items: readonly Item[]) => void,
  signal: AbortSignal,
): UpdateQueue<Item> {
  let waiting: Item[] = [];
  let frame: number | null = null;

  function flush(): void {
    if (waiting.length === 0 || document.hidden || signal.aborted) return;
    const items = waiting;
    waiting = [];
    frame ??= requestAnimationFrame(afterFrame);
    apply(items);
  }
  function afterFrame(): void {
    frame = null;
    flush();
  }

  document.addEventListener('visibilitychange', flush, { signal });
  return {
    push(item) {
      waiting.push(item);
      if (frame === null) flush();
    },
    pushNow(item) {
      waiting.push(item);
      flush();
    },
  };
}
