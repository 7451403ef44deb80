import * as z from '@/lib/schema';
import { messageIdSchema, type MessageId } from '@/lib/chat/ids';

/** The elements of the mounted messages: each has its message's id in `data-message`. */
export function rowsOf(content: Element): Element[] {
  return [...content.querySelectorAll(':scope > [data-message]')];
}

/** The element of a message; `null` while it is not mounted. */
export function rowOf(content: Element, id: MessageId): Element | null {
  return rowsOf(content).find((row) => idOf(row) === id) ?? null;
}

/** The message that a row is of. */
export function idOf(row: Element): MessageId | null {
  return z.safeParse(messageIdSchema, row.getAttribute('data-message')).data ?? null;
}

/** How far a row begins below the upper edge of its scroller. */
export function offsetOf(row: Element, scroller: Element): number {
  return row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
