import type { Inline } from './ast';
import { DelimiterStack } from './delimiters';
import type { Token } from './inline-tree';

export interface InlineOptions {
  readonly definitions: ReadonlyMap<string, { readonly href: string; readonly title: string }>;
  /** The address to open, or `null` for a destination that stays text. */
  readonly toHref: (destination: string) => string | null;
  /** `open` while more text may come: half-written syntax is shown as what it will likely be. */
  readonly end: 'open' | 'closed';
}

/** How far the text of a leaf is read, and what of it since the last segment. */
export class InlineCursor {
  readonly text: string;
  readonly options: InlineOptions;
  /** Whether more text may come. */
  readonly isOpen: boolean;
  /** Where the last line begins: half-written syntax is shown there alone. */
  readonly lastLine: number;
  readonly delimiters = new DelimiterStack();
  /** Whether something stands here that only text to come can decide. */
  isUndecided = false;
  index = 0;
  #tokens: Token[] = [];
  /** Plain text since here is not in `#tokens` yet. */
  #textStart = 0;

  constructor(text: string, options: InlineOptions) {
    this.options = options;
    this.isOpen = options.end === 'open';
    this.text = this.isOpen ? withoutHalfMark(text) : text;
    this.lastLine = this.text.lastIndexOf('\n') + 1;
  }

  get textStart(): number {
    return this.#textStart;
  }

  /** Adds the plain text before `end`. */
  flush(end: number): void {
    if (end > this.#textStart) {
      this.#tokens.push({ type: 'text', text: this.text.slice(this.#textStart, end) });
    }
    this.#textStart = end;
  }

  /** Goes on at `index`; what is skipped is no text. */
  goTo(index: number): void {
    this.index = index;
    this.#textStart = index;
  }

  push(token: Token): void {
    this.#tokens.push(token);
  }

  /** Adds `node`, which was written as `source`. */
  pushNode(node: Inline, source: string): void {
    this.#tokens.push({ type: 'node', node, source });
  }

  /** The tokens so far, which are then forgotten. */
  takeTokens(): readonly Token[] {
    const tokens = this.#tokens;
    this.#tokens = [];
    return tokens;
  }
}

/** The end of the characters at `start` that are all the same. */
export function endOfRun(text: string, start: number): number {
  const code = text.charCodeAt(start);
  let end = start + 1;
  while (text.charCodeAt(end) === code) end += 1;
  return end;
}

/** `text` without marks at its end of which nobody can tell yet what they are. */
function withoutHalfMark(text: string): string {
  let end = text.length;
  while (end > 0 && '*_~`$\\!<'.includes(text[end - 1] ?? ' ')) end -= 1;
  return text.slice(0, end);
}
