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
 * What is folded unfolds first; then what is drawn only when it is seen gets its height, and may push
 * the match away once more. It is there when nothing has moved for some frames.
 */
const CALM_FRAMES = 3;
const MAX_FRAMES_TO_SETTLE = 30;

/** What matches are shown in. */
type ShownThread = Pick<ThreadScroller, 'elements' | 'rowOf' | 'goTo' | 'stay'>;

interface ShownMatches {
  readonly pattern: RegExp;
  readonly current: Match | null;
}

/** Marks what was found in the mounted messages and brings the current match into view. */
export class MatchView {
  readonly #thread: ShownThread;
  readonly #observer = new MutationObserver(() => this.#drawSoon());
  #shown: ShownMatches | null = null;
  #framesToSettle = 0;
  #calmFrames = 0;
  #frame: number | null = null;

  constructor(thread: ShownThread) {
    this.#thread = thread;
  }

  show(matches: ShownMatches): void {
    this.#shown = matches;
    const { elements } = this.#thread;
    const { current } = matches;
    if (elements === null) return;
    const changes = { childList: true, subtree: true, characterData: true };
    this.#observer.observe(elements.content, changes);
    if (current !== null && this.#thread.rowOf(current.messageId) === null) {
      const offset = elements.scroller.clientHeight * SHOWN_AT;
      this.#thread.goTo({ messageId: current.messageId, offset });
    }
    this.#framesToSettle = MAX_FRAMES_TO_SETTLE;
    this.#calmFrames = 0;
    this.#drawSoon();
  }

  clear(): void {
    this.#shown = null;
    this.#observer.disconnect();
    mark([], null);
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
    if (part === null || this.#framesToSettle === 0) return;
    if (range === null) return openPart(part); // and goes on when its text is drawn
    const isCalm = !unfoldAround(range) && !scrollToRange(range, elements.scroller);
    this.#calmFrames = isCalm ? this.#calmFrames + 1 : 0;
    this.#framesToSettle = this.#calmFrames < CALM_FRAMES ? this.#framesToSettle - 1 : 0;
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
