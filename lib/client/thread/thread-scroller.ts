import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import { afterPaint } from '../after-paint';
import { heldIds } from './held-rows';
import { createRowHeights } from './row-heights';
import { RowObserver } from './row-observer';
import {
  grownRange,
  heightOf,
  isWithin,
  nextRange,
  runsOf,
  type RowRange,
  type Run,
  type Stretch,
} from './row-window';
import { idOf, offsetOf, rowOf, rowsOf } from './rows';
import { followEnd, type ScrollFollower } from './scroll-follower';
import { recallPlace, rememberPlace, type Place } from './scroll-memory';

/** What to draw: runs of messages, and of messages whose room is kept. */
export interface ThreadLayout {
  readonly runs: readonly Run[];
  /** Of each message, in CSS pixels. */
  readonly heights: readonly number[];
  /** Another text when other messages are mounted. */
  readonly mounted: string;
}

interface ThreadScrollerOptions {
  readonly conversationId: ConversationId | null;
  /** Other rows are to be mounted: draw again. */
  readonly onLayoutChange: () => void;
  readonly onAwayChange: (isAway: boolean) => void;
}

interface ThreadElements {
  readonly scroller: HTMLElement;
  /** What grows inside the scroller: the rows, and the room of those that are not mounted. */
  readonly content: HTMLElement;
  readonly signal: AbortSignal;
}

/** Parts of a message that are drawn only when they are seen get their height then. */
const FRAMES_TO_SETTLE = 3;

/**
 * Decides which messages of a thread are mounted, and where it stands: at its end while it grows,
 * until the reader scrolls up; in the beginning, where the reader left the conversation. That what
 * is seen stands still while rows above it come and go is the browser's scroll anchoring.
 */
export class ThreadScroller {
  readonly #options: ThreadScrollerOptions;
  readonly #heights = createRowHeights();
  #branch: readonly Message[] = [];
  #range: RowRange | null = null;
  /** Rows elsewhere that must stay: the one with the focus, and those that are selected. */
  #pinned: readonly MessageId[] = [];
  #attached: (ThreadElements & { readonly follower: ScrollFollower }) | null = null;
  /** Where the thread is yet to be brought. */
  #destination: Place | null;
  #framesToSettle = FRAMES_TO_SETTLE;
  /** Where the reader was seen last; `null` at the end. */
  #place: Place | null;
  #isGrowing = false;
  readonly #rows = new RowObserver({
    onHeight: (id, height) => this.#heights.measure(id, height),
    onChange: () => this.settle(),
  });

  constructor(options: ThreadScrollerOptions) {
    this.#options = options;
    this.#place = options.conversationId === null ? null : recallPlace(options.conversationId);
    this.#destination = this.#place;
  }

  /** Whether `branch` has what is to be shown first. */
  canShow(branch: readonly Message[], { isWhole }: { isWhole: boolean }): boolean {
    const place = this.#destination;
    if (place === null || indexOf(branch, place.messageId) >= 0) return true;
    if (isWhole) this.#destination = null; // it is on a branch that is not shown any more
    return isWhole;
  }

  /** What to draw of `branch` now. */
  layOut(branch: readonly Message[]): ThreadLayout {
    this.#range = this.#range && moveRange(this.#range, this.#branch, branch);
    this.#branch = branch;
    const heights = this.#heights.of(branch);
    this.#range ??= nextRange(null, { heights, view: this.#viewOf(heights) });
    const pinned = this.#pinned.map((id) => indexOf(branch, id));
    const runs = runsOf(branch.length, this.#range, pinned);
    const mounted = runs
      .filter(({ isMounted }) => isMounted)
      .flatMap(({ first, end }) => branch.slice(first, end).map(({ id }) => id))
      .join(' ');
    return { heights, runs, mounted };
  }

  /** Takes hold of the elements that the layout is drawn in, until their signal aborts. */
  attach(elements: ThreadElements): void {
    const { scroller, signal } = elements;
    const follower = followEnd({ ...elements, onAwayChange: this.#options.onAwayChange });
    this.#attached = { ...elements, follower };
    const options = { signal, passive: true };
    scroller.addEventListener('scroll', () => this.#onScroll(), options);
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      scroller.addEventListener(type, () => (this.#destination = null), options); // it is the reader's
    }
    document.addEventListener('selectionchange', () => this.#pin(), options);
    addEventListener('pagehide', () => this.#remember(), options);
    signal.addEventListener('abort', () => this.#detach(), { once: true });
    if (this.#destination === null) follower.moveTo(null);
    this.settle();
  }

  /** After other rows were drawn: takes measure, and asks for another where rows are missing still. */
  settle(): void {
    if (this.#attached === null) return;
    this.#rows.observe(this.#attached.content);
    this.#goOn();
    const range = this.#nextRange();
    if (this.#range === null || !isWithin(range, this.#range)) this.#change(range);
    else if (this.#destination !== null && this.#framesToSettle > 0) {
      this.#framesToSettle -= 1;
      requestAnimationFrame(() => this.settle());
    } else {
      this.#destination = null; // reached, with all around it in place
      this.#place = this.visiblePlace();
      this.#growSoon();
    }
  }

  /** Goes to the end and follows it. */
  jumpToEnd(): void {
    this.#destination = null;
    this.#attached?.follower.moveTo(null);
    this.settle();
  }

  /** Goes to a place; its message is mounted when this returns or with the next drawing. */
  goTo(place: Place): void {
    this.#destination = place;
    this.#framesToSettle = FRAMES_TO_SETTLE;
    this.settle();
  }

  /** Stays where it was scrolled to, unless that is the end. */
  stay(): void {
    this.#attached?.follower.moveTo(this.#attached.scroller.scrollTop);
  }

  /** The message at the upper edge of what is seen; `null` if there is none. */
  visiblePlace(): Place | null {
    if (this.#attached === null) return null;
    const { scroller, content } = this.#attached;
    const edge = scroller.getBoundingClientRect().top;
    const row = rowsOf(content).find((each) => each.getBoundingClientRect().bottom > edge);
    const messageId = row && idOf(row);
    if (!messageId) return null;
    const offset = offsetOf(row, scroller);
    return offset < scroller.clientHeight ? { messageId, offset } : null;
  }

  /** What the thread is drawn in; `null` while there is no message. */
  get elements(): Omit<ThreadElements, 'signal'> | null {
    return this.#attached;
  }

  /** The element of a message; `null` while it is not mounted. */
  rowOf(id: MessageId): Element | null {
    return this.#attached && rowOf(this.#attached.content, id);
  }

  #change(range: RowRange): void {
    this.#range = range;
    this.#pin();
    this.#options.onLayoutChange();
  }

  #nextRange(): RowRange {
    const heights = this.#heights.of(this.#branch);
    return nextRange(this.#range, { heights, view: this.#viewOf(heights) });
  }

  /**
   * Lets go of the rows that are far, and mounts those around the seen ones one by one: each change is
   * another layout, and so that no frame is long, none but what is needed is made within one.
   */
  #growSoon(): void {
    if (this.#isGrowing) return;
    this.#isGrowing = true;
    afterPaint(() => this.#grow());
  }

  #grow(): void {
    const range = this.#range;
    this.#isGrowing = false;
    if (this.#attached === null || range === null || this.#destination !== null) return;
    const heights = this.#heights.of(this.#branch);
    const seen = { heights, view: this.#viewOf(heights) };
    const kept = nextRange(range, seen);
    const next = kept === range ? grownRange(range, seen) : kept;
    if (next !== range) this.#change(next);
  }

  #pin(): void {
    if (this.#attached !== null) this.#pinned = heldIds(this.#attached.content, this.#branch);
  }

  #onScroll(): void {
    if (this.#destination === null) this.settle();
  }

  /** What is seen, or will be when the thread is where it is to be. */
  #viewOf(heights: readonly number[]): Stretch {
    const { scroller, follower } = this.#attached ?? {};
    const height = scroller?.clientHeight || innerHeight; // nothing is drawn in a test
    const topOf = (end: number) => heightOf(heights, { first: 0, end });
    let top = scroller?.scrollTop ?? 0;
    const destination = this.#destination;
    if (destination !== null) {
      const row = indexOf(this.#branch, destination.messageId);
      const lowest = topOf(row + 1) - 1; // it may be higher than it is expected to be
      top = Math.min(topOf(row) - destination.offset, lowest);
    } else if (follower?.isFollowing() ?? true) {
      top = Math.max(0, topOf(heights.length) - height);
    }
    return { top, bottom: top + height };
  }

  /** Scrolls to the destination as far as it is known where that is. */
  #goOn(): void {
    const destination = this.#destination;
    if (this.#attached === null || destination === null) return;
    const { scroller, content, follower } = this.#attached;
    const row = rowOf(content, destination.messageId);
    if (row === null) return;
    const moveBy = offsetOf(row, scroller) - destination.offset;
    if (Math.abs(moveBy) >= 1 || follower.isFollowing()) {
      follower.moveTo(scroller.scrollTop + moveBy);
    }
  }

  #remember(): void {
    const { conversationId } = this.#options;
    const isAtEnd = this.#attached?.follower.isFollowing() ?? true;
    if (conversationId !== null) rememberPlace(conversationId, isAtEnd ? null : this.#place);
  }

  #detach(): void {
    this.#remember();
    this.#rows.disconnect();
    this.#attached = null;
  }
}

/** The same rows in another branch; `null` where they are not all there. */
function moveRange(
  { first, end }: RowRange,
  before: readonly Message[],
  after: readonly Message[],
): RowRange | null {
  if (before === after) return { first, end };
  const firstId = before[first]?.id;
  const moved = firstId === undefined ? -1 : indexOf(after, firstId);
  if (moved < 0) return null;
  const isSame = after[moved + end - first - 1]?.id === before[end - 1]?.id;
  return isSame ? { first: moved, end: moved + end - first } : null;
}

function indexOf(branch: readonly Message[], id: MessageId): number {
  return branch.findIndex((message) => message.id === id);
}
