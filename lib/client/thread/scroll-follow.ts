/** Where a scroller stands, in CSS pixels. */
export interface ScrollPosition {
  /** What is scrolled away above. */
  readonly top: number;
  /** What can be seen. */
  readonly height: number;
  readonly contentHeight: number;
}

/** Fractions of a pixel and a last line's margin do not make a reader leave the end. */
const END_TOLERANCE_PX = 16;

export function isAtEnd({ top, height, contentHeight }: ScrollPosition): boolean {
  return contentHeight - height - top <= END_TOLERANCE_PX;
}

/**
 * Whether the thread goes on following its end after it was scrolled. The reader's first step up
 * lets go, and reaching the end takes hold again; what a change of size scrolls means nothing.
 */
export function followsAfterScroll(
  follows: boolean,
  { before, after }: { before: ScrollPosition; after: ScrollPosition },
): boolean {
  const wasResized = after.height !== before.height || after.contentHeight < before.contentHeight;
  if (after.top < before.top) return follows && wasResized;
  return follows || (after.top > before.top && isAtEnd(after));
}

/** Keys that move a scroller up. */
const UPWARD_KEYS = new Set(['ArrowUp', 'PageUp', 'Home']);

/** Whether a key press is a reader's step up, told before the scroller has moved. */
export function isUpwardKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return UPWARD_KEYS.has(key) || (key === ' ' && shiftKey);
}
