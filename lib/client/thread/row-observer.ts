import type { MessageId } from '@/lib/chat/ids';
import { idOf, rowsOf } from './rows';

interface RowObserverOptions {
  /** Called with what a row measures, in CSS pixels: when it is mounted, and when that changes. */
  readonly onHeight: (id: MessageId, height: number) => void;
  /** Called after some heights have changed. */
  readonly onChange: () => void;
}

/** Measures the rows of a thread, as long as they are mounted. */
export class RowObserver {
  readonly #options: RowObserverOptions;
  readonly #rows = new Map<Element, MessageId>();
  readonly #observer = new ResizeObserver((entries) => this.#onResize(entries));

  constructor(options: RowObserverOptions) {
    this.#options = options;
  }

  /** Takes note of rows that came and went. */
  observe(content: Element): void {
    const rows = new Set<Element>(rowsOf(content));
    for (const row of this.#rows.keys()) {
      if (rows.has(row)) continue;
      this.#observer.unobserve(row);
      this.#rows.delete(row);
    }
    for (const row of rows) {
      const id = idOf(row);
      if (this.#rows.has(row) || id === null) continue;
      this.#rows.set(row, id);
      this.#observer.observe(row);
      this.#options.onHeight(id, row.getBoundingClientRect().height);
    }
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#rows.clear();
  }

  #onResize(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const id = this.#rows.get(target);
      if (id !== undefined) this.#options.onHeight(id, borderBoxSize[0]?.blockSize ?? 0);
    }
    this.#options.onChange();
  }
}
