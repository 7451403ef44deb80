import type { Match } from './find';
import { rangesIn, scrollToRange } from './match-ranges';
import type { ThreadScroller } from './thread-scroller';

/** The names that style sheets know the highlights by. */
const ALL = 'find';
const CURRENT = 'find-current';

/** Where a match comes to stand whose message is not mounted yet, as a part of the view. */
const SHOWN_AT = 1 / 3;

/** What is drawn only when it is seen gets its height then, and may push the match away once more. */
const FRAMES_TO_SETTLE = 3;

interface ShownMatches {
  readonly pattern: RegExp;
  readonly current: Match | null;
}

/** Marks what was found in the mounted messages and brings the current match into view. */
export class MatchView {
  readonly #thread: ThreadScroller;
  readonly #observer = new MutationObserver(() => this.#drawSoon());
  #shown: ShownMatches | null = null;
  #framesToSettle = 0;
  #frame: number | null = null;

  constructor(thread: ThreadScroller) {
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
    this.#framesToSettle = FRAMES_TO_SETTLE;
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
    const ranges = (row && found.get(row)) ?? [];
    const range = ranges[current?.nth ?? 0] ?? ranges.at(-1) ?? null;
    mark([...found.values()].flat(), range);
    if (range === null || this.#framesToSettle === 0) return;
    this.#framesToSettle -= 1;
    scrollToRange(range, elements.scroller);
    this.#thread.stay();
    this.#drawSoon();
  }
}

/** Leaves the document as it is. */
function mark(all: readonly Range[], current: Range | null): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, new Highlight(...(current === null ? [] : [current])));
}
