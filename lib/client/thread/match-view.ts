import type { Match } from './find';
import { partsOf, rangesIn } from './match-ranges';
import { openPart, scrollToRange, unfoldAround } from './match-reveal';
import type { ThreadScroller } from './thread-scroller';

/** The names that style sheets know the highlights by. */
const ALL = 'find';
const CURRENT = 'find-current';

/** Where a match comes to stand whose message is not mounted yet, as a part of the view. */
const SHOWN_AT = 1 / 3;

/**
 * What is folded unfolds first; then what is drawn only when it is seen gets its height, colours come,
 * and each may push the match away once more: it is brought back, but not for ever.
 */
const MAX_MOVES = 60;

/** By these the reader goes elsewhere. */
const READER_EVENTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** What matches are shown in. */
type ShownThread = Pick<ThreadScroller, 'elements' | 'rowOf' | 'goTo' | 'stay'>;

interface ShownMatches {
  readonly pattern: RegExp;
  readonly current: Match | null;
}

/** Marks what was found in the mounted messages, and keeps the current match in view. */
export class MatchView {
  readonly #thread: ShownThread;
  readonly #mutations = new MutationObserver(() => this.#drawSoon());
  readonly #sizes = new ResizeObserver(() => this.#bringBack());
  #listeners: AbortController | null = null;
  #shown: ShownMatches | null = null;
  /** How often the match may still be brought back; 0 once the reader went elsewhere. */
  #movesLeft = 0;
  #frame: number | null = null;

  constructor(thread: ShownThread) {
    this.#thread = thread;
  }

  show(matches: ShownMatches): void {
    this.#shown = matches;
    const { elements } = this.#thread;
    const { current } = matches;
    if (elements === null) return;
    this.#watch(elements);
    if (current !== null && this.#thread.rowOf(current.messageId) === null) {
      const offset = elements.scroller.clientHeight * SHOWN_AT;
      this.#thread.goTo({ messageId: current.messageId, offset });
    }
    this.#movesLeft = MAX_MOVES;
    this.#drawSoon();
  }

  clear(): void {
    this.#shown = null;
    this.#mutations.disconnect();
    this.#sizes.disconnect();
    this.#listeners?.abort();
    this.#listeners = null;
    mark([], null);
  }

  #watch({ scroller, content }: NonNullable<ShownThread['elements']>): void {
    if (this.#listeners !== null) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.#mutations.observe(content, { childList: true, subtree: true, characterData: true });
    this.#sizes.observe(scroller);
    this.#sizes.observe(content);
    scroller.addEventListener('scroll', () => this.#bringBack(), { signal, passive: true });
    for (const type of READER_EVENTS) {
      const leave = () => (this.#movesLeft = 0);
      document.addEventListener(type, leave, { signal, passive: true, capture: true });
    }
  }

  #bringBack(): void {
    if (this.#movesLeft > 0) this.#drawSoon();
  }

  #drawSoon(): void {
    if (this.#frame !== null) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const { elements } = this.#thread;
    if (this.#shown === null || elements === null) return;
    const { pattern, current } = this.#shown;
    const rows = [...elements.content.querySelectorAll('[data-message]')];
    const found = new Map(rows.map((row) => [row, rangesIn(row, pattern)]));
    const row = current && this.#thread.rowOf(current.messageId);
    const part = (row && partsOf(row)[current.part]) ?? null;
    const ranges = (row && found.get(row)?.[current.part]) ?? [];
    const last = part === null || isBeingDrawn(part) ? null : ranges.at(-1);
    const nth = part === null || hasGaps(part) ? null : ranges[current?.nth ?? 0];
    const range = nth ?? last ?? null;
    mark([...found.values()].flat(2), range);
    if (part === null || this.#movesLeft === 0) return;
    if (range === null) return openPart(part); // and goes on when its text is drawn
    this.#thread.stay();
    if (!unfoldAround(range) && !scrollToRange(range, elements.scroller)) return;
    this.#movesLeft -= 1;
    this.#thread.stay();
    this.#drawSoon();
  }
}

/** A long text is drawn in slices. */
function isBeingDrawn(part: Element): boolean {
  return part.querySelector('[data-markdown][aria-busy]') !== null;
}

/** Its end may come before what is between: until then matches cannot be counted. */
function hasGaps(part: Element): boolean {
  return part.querySelector('[data-chunk="waiting"]') !== null;
}

/** Leaves the document as it is. */
function mark(all: readonly Range[], current: Range | null): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(ALL, highlightOf(all));
  CSS.highlights.set(CURRENT, highlightOf(current === null ? [] : [current]));
}

/** One by one: a short word is in a long conversation more often than a call has arguments. */
function highlightOf(ranges: readonly Range[]): Highlight {
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  return highlight;
}
