import type { MessageId } from '@/lib/chat/ids';
import { lengthOf } from '@/lib/chat/recent';
import type { Message } from '@/lib/chat/message';

/** How high the rows of a thread are: as measured, or as their texts let expect. CSS pixels. */
export interface RowHeights {
  of(branch: readonly Message[]): number[];
  measure(id: MessageId, height: number): void;
}

/** A name and the buttons below. */
const FRAME_PX = 56;
const LINE_PX = 21;
/** Of prose in a side panel, with the blank and half-filled lines that come with Markdown. */
const CHARACTERS_PER_LINE = 38;

export function createRowHeights(): RowHeights {
  const measured = new Map<MessageId, number>();
  return {
    of: (branch) => branch.map((message) => measured.get(message.id) ?? estimate(message)),
    measure: (id, height) => {
      if (height > 0) measured.set(id, height); // a page that is not drawn has no heights
    },
  };
}

function estimate(message: Message): number {
  return FRAME_PX + heightOfText(lengthOf(message));
}

/** How high so many characters of Markdown are likely to be, in CSS pixels. */
export function heightOfText(length: number): number {
  return LINE_PX * Math.ceil(length / CHARACTERS_PER_LINE);
}
