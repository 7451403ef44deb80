import type { DelimiterRun } from './delimiters';
import type { InlineCursor } from './inline-cursor';
import type { BracketToken } from './inline-tree';
import { labelKey, readLabel, readLinkTail } from './links';

interface OpenBracket {
  readonly token: BracketToken;
  /** The last delimiter before it. */
  readonly bottom: DelimiterRun | null;
  /** Whether another bracket came after it: then its text cannot be a label. */
  hasBracketAfter: boolean;
}

interface Target {
  readonly href: string;
  readonly title: string;
  readonly end: number;
}

/** Reads links and images, whose brackets may hold anything else. */
export class BracketRule {
  /** Labels that would have made a link, had they been defined. */
  readonly missing = new Set<string>();
  readonly #cursor: InlineCursor;
  readonly #open: OpenBracket[] = [];
  /** Brackets below this index cannot begin a link, since a link began after them. */
  #inactiveCount = 0;

  constructor(cursor: InlineCursor) {
    this.#cursor = cursor;
  }

  get isInside(): boolean {
    return this.#open.length > 0;
  }

  open({ isImage }: { readonly isImage: boolean }): void {
    const cursor = this.#cursor;
    cursor.flush(cursor.index);
    cursor.goTo(cursor.index + (isImage ? 2 : 1));
    const above = this.#open.at(-1);
    if (above !== undefined) above.hasBracketAfter = true;
    const offset = cursor.index;
    const token: BracketToken = { type: 'bracket', isImage, offset, target: null, isHidden: false };
    cursor.push(token);
    this.#open.push({ token, bottom: cursor.delimiters.last, hasBracketAfter: false });
  }

  close(): void {
    const cursor = this.#cursor;
    const start = cursor.index;
    const bracket = this.#popActive();
    const target = bracket === null ? null : this.#readTarget(bracket, start);
    if (bracket === null || target === null) {
      cursor.index += 1;
      return;
    }
    const { token, bottom } = bracket;
    cursor.flush(start);
    if (target === 'half-written') {
      token.isHidden = true;
      cursor.goTo(cursor.text.length);
      return;
    }
    token.target = target;
    const source = cursor.text.slice(start, target.end);
    cursor.push({ type: 'link-end', bracket: token, source });
    cursor.delimiters.match(bottom);
    cursor.delimiters.cut(bottom);
    if (!token.isImage) this.#inactiveCount = this.#open.length;
    cursor.goTo(target.end);
  }

  #popActive(): OpenBracket | null {
    const bracket = this.#open.pop();
    if (bracket === undefined) return null;
    const isInactive = !bracket.token.isImage && this.#open.length < this.#inactiveCount;
    this.#inactiveCount = Math.min(this.#inactiveCount, this.#open.length);
    return isInactive ? null : bracket;
  }

  /** Where the brackets that close at `close` lead to. */
  #readTarget(
    { token, hasBracketAfter }: OpenBracket,
    close: number,
  ): Target | 'half-written' | null {
    const cursor = this.#cursor;
    const { text } = cursor;
    const start = close + 1;
    const mayBeHalfWritten = cursor.isOpen && close >= cursor.lastLine;
    if (mayBeHalfWritten && start >= text.length) return 'half-written';

    const tail = readLinkTail(text, start);
    if (tail === 'open') {
      cursor.isUndecided = true;
      if (mayBeHalfWritten) return 'half-written';
    } else if (tail !== null) {
      const href = cursor.options.toHref(tail.value.destination);
      if (href !== null) return { href, title: tail.value.title, end: tail.end };
    }

    const label = readLabel(text, start);
    if (label === 'open') {
      cursor.isUndecided = true;
      if (mayBeHalfWritten) return 'half-written';
    }
    const hasLabel = label !== null && label !== 'open';
    const isFull = hasLabel && label.value !== '';
    if (!isFull && hasBracketAfter) return null;
    const key = labelKey(isFull ? label.value : text.slice(token.offset, close));
    if (key === null) return null;
    const definition = cursor.options.definitions.get(key);
    if (definition === undefined) {
      this.missing.add(key);
      return null;
    }
    return { ...definition, end: hasLabel ? label.end : start };
  }

  /** Hides the marks of links that begin in the last line and are not written out. */
  hideHalfWritten(): void {
    for (const { token } of this.#open) {
      if (token.offset > this.#cursor.lastLine) token.isHidden = true;
    }
  }
}
