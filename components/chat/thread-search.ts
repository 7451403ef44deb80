import { textOf, type Message, type MessagePart } from '@/lib/chat/message';
import {
  findIn,
  matchAfter,
  matchNear,
  NOTHING_FOUND,
  numberOf,
  patternOf,
  type Findings,
  type Match,
} from '@/lib/client/thread/find';
import { MatchView } from '@/lib/client/thread/match-view';
import type { ThreadScroller } from '@/lib/client/thread/thread-scroller';
import { plainTexts } from '@/lib/markdown/plain-text';

/** What a search found, and which match is the current one. */
export interface Found {
  /** What was looked for when this was found. */
  readonly query: string;
  /** Of the current match, counted from 1; 0 where nothing was found. */
  readonly number: number;
  readonly total: number;
}

export interface ThreadSearchOptions {
  readonly scroller: ThreadScroller;
  readonly onFound: (found: Found) => void;
  /** Ends the search, and takes its marks away. */
  readonly signal: AbortSignal;
}

/** One search in a thread: what was found, and where among it the reader is. */
export class ThreadSearch {
  readonly #scroller: ThreadScroller;
  readonly #onFound: (found: Found) => void;
  readonly #view: MatchView;
  #looking = new AbortController();
  #query = '';
  #findings: Findings = NOTHING_FOUND;
  #current: Match | null = null;

  constructor({ scroller, onFound, signal }: ThreadSearchOptions) {
    this.#scroller = scroller;
    this.#onFound = onFound;
    this.#view = new MatchView(scroller);
    signal.addEventListener('abort', () => {
      this.#looking.abort();
      this.#view.clear();
    });
  }

  /** Looks for `query`. The current match stays where it is still one, or the next one near it is. */
  async look(query: string, messages: readonly Message[]): Promise<void> {
    this.#looking.abort();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const pattern = patternOf(query);
    if (pattern === null) return this.#setFound(query, NOTHING_FOUND, null);
    const findings = await findIn(messages, { pattern, textsOf, signal });
    if (findings === null || signal.aborted) return;
    const current = this.#current;
    const isSame = query === this.#query && current !== null && numberOf(findings, current) > 0;
    const from = current?.messageId ?? this.#scroller.visiblePlace()?.messageId ?? null;
    this.#setFound(query, findings, isSame ? current : matchNear(findings, messages, from));
  }

  /** Goes to the match after the current one, or before it by a `step` of -1. */
  go(step: 1 | -1): void {
    if (this.#current === null) return;
    const next = matchAfter(this.#findings, this.#current, step);
    this.#setFound(this.#query, this.#findings, next);
  }

  #setFound(query: string, findings: Findings, current: Match | null): void {
    const isShown = query === this.#query && current === this.#current;
    this.#query = query;
    this.#findings = findings;
    this.#current = current;
    const number = current === null ? 0 : numberOf(findings, current);
    this.#onFound({ query, number, total: findings.total });
    const pattern = patternOf(query);
    if (pattern === null) this.#view.clear();
    else if (!isShown) this.#view.show({ pattern, current });
  }
}

const texts = new WeakMap<Message, readonly (readonly string[])[]>();

/** The texts of each part of a message as they are drawn, or would be: folded ones open when found. */
function textsOf(message: Message): readonly (readonly string[])[] {
  const known = texts.get(message);
  if (known !== undefined) return known;
  const read = message.role === 'user' ? [[textOf(message)]] : message.parts.map(textsOfPart);
  texts.set(message, read);
  return read;
}

function textsOfPart(part: MessagePart): readonly string[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return plainTexts(part.text);
    case 'source':
      return [part.title || part.url];
    case 'context':
    case 'image':
    case 'image-link':
      return [];
  }
}
