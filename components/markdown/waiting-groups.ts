import { createContext } from 'preact';

/** A group whose room is kept, and that is drawn later. */
interface WaitingGroup {
  readonly element: Element;
  readonly draw: () => void;
}

/**
 * The groups of a text that came faster than it can be drawn: those far from its end, which is what
 * a reader follows. They have their room in the meantime.
 */
export class WaitingGroups {
  readonly #onChange: () => void;
  /** In the order of the text. */
  readonly #groups = new Set<WaitingGroup>();
  /** Those that can be seen, or are near it. */
  readonly #near = new Set<WaitingGroup>();

  #isOpen = false;

  /** `onChange` is called when a group begins to wait, comes near the screen, or was drawn. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Whether groups may wait: not before what is shown first is there. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Nothing will be drawn any more. */
  close(): void {
    this.#isOpen = false;
    this.#groups.clear();
    this.#near.clear();
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  /** Lets a group wait; to be called back when it was drawn. */
  add(group: WaitingGroup): () => void {
    const waiting = new AbortController();
    this.#groups.add(group);
    group.element.addEventListener(
      'contentvisibilityautostatechange',
      (event) => this.#setNear(group, 'skipped' in event && event.skipped === false),
      { signal: waiting.signal },
    );
    this.#onChange();
    return () => {
      waiting.abort();
      this.#near.delete(group);
      if (this.#groups.delete(group)) this.#onChange();
    };
  }

  /** Draws one that is near the screen; else the last, since a reader goes back from the end. */
  drawNext(): void {
    const [near] = this.#near;
    (near ?? [...this.#groups].at(-1))?.draw();
  }

  #setNear(group: WaitingGroup, isNear: boolean): void {
    if (isNear) this.#near.add(group);
    else this.#near.delete(group);
    if (isNear) this.#onChange();
  }
}

/** Where the groups of a text wait; nowhere while all of it is to be drawn at once. */
export const GroupsToWait = createContext<WaitingGroups | null>(null);
