/** Takes items one by one and writes them in groups, in order. */
export interface GroupCommit<T> {
  push(item: T): void;
  /** Resolves when all that was pushed is written. Nothing may be pushed afterwards. */
  close(): Promise<void>;
}

/**
 * Groups items so that a write begins no sooner after the one before than `pauseAfter` says of what
 * that one wrote, in milliseconds, and only when it is done. The first item after a quiet spell goes at
 * once, so the first word of a reply does not wait. `write` must not reject.
 */
export function createGroupCommit<T>(
  pauseAfter: (items: readonly T[]) => number,
  write: (items: T[]) => Promise<void>,
): GroupCommit<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;
  let nextAt = 0;

  function schedule(): void {
    if (writing || timer !== undefined || waiting.length === 0) return;
    const delay = nextAt - performance.now();
    if (delay > 0) timer = setTimeout(begin, delay);
    else begin();
  }

  function begin(): void {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = [];
    nextAt = performance.now() + pauseAfter(items);
    writing = write(items).then(() => {
      writing = undefined;
      schedule();
    });
  }

  return {
    push(item) {
      waiting.push(item);
      schedule();
    },
    async close() {
      nextAt = 0; // what is left does not wait for its turn
      while (writing || waiting.length > 0) {
        if (!writing) begin();
        await writing;
      }
    },
  };
}
