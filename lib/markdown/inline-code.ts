import { endOfRun, type InlineCursor } from './inline-cursor';

/** Reads code between backticks. */
export class CodeRule {
  readonly #cursor: InlineCursor;
  /** For each length of run, where the last one stands; filled by the first vain search. */
  #lastRuns: Map<number, number> | undefined;

  constructor(cursor: InlineCursor) {
    this.#cursor = cursor;
  }

  /** Reads from the backticks that begin here. */
  read(): void {
    const cursor = this.#cursor;
    const { text, index: start } = cursor;
    const contentStart = endOfRun(text, start);
    const length = contentStart - start;
    const contentEnd = this.#findRun(contentStart, length);
    if (contentEnd !== null) {
      cursor.flush(start);
      pushCode(cursor, text.slice(contentStart, contentEnd));
      cursor.goTo(contentEnd + length);
      return;
    }
    cursor.isUndecided = true;
    cursor.index = contentStart;
    if (cursor.isOpen && start >= cursor.lastLine && contentStart < text.length) {
      cursor.flush(start);
      pushCode(cursor, text.slice(contentStart));
      cursor.goTo(text.length);
    }
  }

  #findRun(from: number, length: number): number | null {
    if (this.#lastRuns !== undefined && (this.#lastRuns.get(length) ?? -1) < from) return null;
    const { text } = this.#cursor;
    const last = new Map<number, number>();
    for (let at = text.indexOf('`', from); at !== -1;) {
      const end = endOfRun(text, at);
      if (end - at === length) return at;
      last.set(end - at, at);
      at = text.indexOf('`', end);
    }
    this.#lastRuns ??= last;
    return null;
  }
}

function pushCode(cursor: InlineCursor, source: string): void {
  const text = source.replaceAll('\n', ' ');
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text);
  cursor.pushNode({ type: 'code', text: isPadded ? text.slice(1, -1) : text }, text);
}
