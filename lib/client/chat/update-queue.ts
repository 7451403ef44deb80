import { afterPaint } from '../after-paint';

/** Hands over items in batches: `push` may wait for the next frame, `pushNow` does not. */
export interface UpdateQueue<Item> {
  push(item: Item): void;
  pushNow(item: Item): void;
}

/**
 * Collects items and gives them to `apply`, at most once a frame, after it was painted. The first one
 * after a quiet frame is applied at once, since it is what the user waits for; while the page is hidden
 * nothing is applied, since nobody looks.
 */
export function createUpdateQueue<Item>(
  apply: (items: readonly Item[]) => void,
  signal: AbortSignal,
): UpdateQueue<Item> {
  let waiting: Item[] = [];
  let isFrameDue = false;

  function flush(): void {
    if (waiting.length === 0 || document.hidden || signal.aborted) return;
    const items = waiting;
    waiting = [];
    if (!isFrameDue) afterPaint(afterFrame);
    isFrameDue = true;
    apply(items);
  }
  function afterFrame(): void {
    isFrameDue = false;
    flush();
  }

  document.addEventListener('visibilitychange', flush, { signal });
  return {
    push(item) {
      waiting.push(item);
      if (!isFrameDue) flush();
    },
    pushNow(item) {
      waiting.push(item);
      flush();
    },
  };
}
