/**
 * What the card's frame and the script that placed it tell each other, over a channel of their own
 * that the page has no end of. Nothing of a conversation goes over it but a text to be put into the
 * page.
 */
export type FromFrame =
  /** The frame's page runs, and shows something. */
  | { readonly type: 'shown' }
  /** How high it would be, in CSS pixels. */
  | { readonly type: 'resize'; readonly height: number }
  /** It is dragged by so much. */
  | { readonly type: 'move'; readonly x: number; readonly y: number }
  /** Puts a text in place of what was selected in a field. */
  | { readonly type: 'replace'; readonly text: string }
  | { readonly type: 'close' };

/** The message that brings the frame its end of the channel. */
export interface Placed {
  readonly type: 'sidelight-card';
  /** Whether the selection is in a field that can be written to. */
  readonly canReplace: boolean;
}

/** What came to the frame's window, if it is that. */
export function parsePlaced(data: unknown): Placed | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  const { type } = data;
  if (type !== 'sidelight-card' || !('canReplace' in data)) return null;
  return { type, canReplace: data.canReplace === true };
}

/** What came from the frame; `null` for what it does not say. */
export function parseFromFrame(data: unknown): FromFrame | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  switch (data.type) {
    case 'shown':
    case 'close':
      return { type: data.type };
    case 'resize':
      return 'height' in data && isNumber(data.height)
        ? { type: 'resize', height: data.height }
        : null;
    case 'move':
      return 'x' in data && isNumber(data.x) && 'y' in data && isNumber(data.y)
        ? { type: 'move', x: data.x, y: data.y }
        : null;
    case 'replace':
      return 'text' in data && typeof data.text === 'string'
        ? { type: 'replace', text: data.text }
        : null;
    default:
      return null;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
