/** A place on the screen, in CSS pixels from the window's corner. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Position {
  readonly left: number;
  readonly top: number;
}

/** Room between the card and the selection, and between it and the window's edge. */
const GAP = 8;
const WIDTH = 420;
export const MIN_HEIGHT = 120;
const MAX_HEIGHT = 480;

/** As large as the window lets it be. */
export function cardSize(window: Size, wantedHeight: number): Size {
  const room = window.height - 2 * GAP;
  return {
    width: Math.min(WIDTH, window.width - 2 * GAP),
    height: Math.min(Math.max(wantedHeight, MIN_HEIGHT), MAX_HEIGHT, room),
  };
}

/**
 * Where a card stands by a selection: below it, above it where there is more room and the highest
 * card would need it, so that a growing one never jumps, and inside the window in any case; it begins
 * where the selection's lines do.
 */
export function placeBy(
  selection: Rectangle,
  card: Size,
  { window, direction }: { readonly window: Size; readonly direction: 'ltr' | 'rtl' },
): Position {
  const below = window.height - selection.bottom;
  const isBelow = below >= MAX_HEIGHT + 2 * GAP || below >= selection.top;
  const top = isBelow ? selection.bottom + GAP : selection.top - GAP - card.height;
  const left = direction === 'rtl' ? selection.right - card.width : selection.left;
  return keepInside({ left, top }, card, window);
}

/** The nearest place at which all of the card is inside the window. */
export function keepInside({ left, top }: Position, card: Size, window: Size): Position {
  return {
    left: between(GAP, left, window.width - card.width - GAP),
    top: between(GAP, top, window.height - card.height - GAP),
  };
}

function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
