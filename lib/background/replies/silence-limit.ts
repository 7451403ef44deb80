export interface SilenceLimit {
  /** Something is to be heard within `ms` from now. */
  start(ms: number): void;
  /** Something was heard. */
  end(): void;
  /** Nothing is expected any more. */
  close(): void;
}

/** Calls `onExceeded` when a silence lasts too long. A timer goes on through many short silences. */
export function createSilenceLimit(onExceeded: () => void): SilenceLimit {
  let deadline: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;

  function setTimer(at: number): void {
    clearTimeout(timer);
    timer = setTimeout(check, at - performance.now());
    timerAt = at;
  }

  function check(): void {
    timerAt = Infinity;
    if (deadline === null) return;
    if (performance.now() < deadline) setTimer(deadline);
    else onExceeded();
  }

  return {
    start(ms) {
      deadline = performance.now() + ms;
      if (deadline < timerAt) setTimer(deadline);
    },
    end: () => (deadline = null),
    close() {
      deadline = null;
      clearTimeout(timer);
    },
  };
}
