import { followsAfterScroll, isAtEnd, isUpwardKey, type ScrollPosition } from './scroll-follow';

interface ScrollFollowerInput {
  readonly scroller: HTMLElement;
  /** What grows inside the scroller. */
  readonly content: HTMLElement;
  /** Called when the reader leaves the end, and when the end is held again. */
  readonly onAwayChange: (isAway: boolean) => void;
  readonly signal: AbortSignal;
}

export interface ScrollFollower {
  isFollowing(): boolean;
  /** Scrolls so that `top` is scrolled away above; `null` goes to the end and follows it. */
  moveTo(top: number | null): void;
}

/** Keeps a scroller at the end of its growing content, until the reader's first step up. */
export function followEnd(input: ScrollFollowerInput): ScrollFollower {
  const { scroller, content, onAwayChange, signal } = input;
  let follows = true;
  let last = positionOf(scroller);

  function setFollows(value: boolean): void {
    if (value === follows) return;
    follows = value;
    onAwayChange(!value);
  }
  function letGo(): void {
    if (scroller.scrollTop > 0) setFollows(false);
  }
  function keepEnd(): void {
    if (follows) scroller.scrollTop = scroller.scrollHeight;
    last = positionOf(scroller);
  }
  function onScroll(): void {
    const after = positionOf(scroller);
    setFollows(followsAfterScroll(follows, { before: last, after }));
    last = after;
  }

  let touchY = 0;
  const options = { signal, passive: true };
  scroller.addEventListener('scroll', onScroll, options);
  scroller.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && letGo(), options);
  scroller.addEventListener('keydown', (event) => isUpwardKey(event) && letGo(), options);
  scroller.addEventListener('touchstart', ({ touches }) => (touchY = yOf(touches)), options);
  scroller.addEventListener(
    'touchmove',
    ({ touches }) => yOf(touches) > touchY && letGo(),
    options,
  );

  const observer = new ResizeObserver(keepEnd);
  observer.observe(scroller);
  observer.observe(content);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    isFollowing: () => follows,
    moveTo(top) {
      scroller.scrollTop = top ?? scroller.scrollHeight;
      last = positionOf(scroller);
      setFollows(top === null || isAtEnd(last));
    },
  };
}

function positionOf(element: HTMLElement): ScrollPosition {
  const { scrollTop: top, clientHeight: height, scrollHeight: contentHeight } = element;
  return { top, height, contentHeight };
}

function yOf(touches: TouchList): number {
  return touches[0]?.clientY ?? 0;
}
