import * as z from '@/lib/schema';
import { conversationIdSchema, type ConversationId } from '@/lib/chat/ids';
import { createStoredItem } from '@/lib/platform/stored-item';

/**
 * What the chat of one browser window is turned to, until the browser closes. Whoever starts a
 * conversation elsewhere (a menu, the popup, a page) writes it; the window's panel follows, also one
 * that opens later.
 */
const shownSchema = z.catch(z.nullable(conversationIdSchema), null);

const createShown = (key: string) =>
  createStoredItem('session', key, (stored) => z.parse(shownSchema, stored));

const shownItem = (windowId: number) => createShown(`shown:${windowId}`);

export async function showInWindow(windowId: number, id: ConversationId): Promise<void> {
  await shownItem(windowId).write(id);
}

export function readShownInWindow(windowId: number): Promise<ConversationId | null> {
  return shownItem(windowId).read();
}

/** Calls `listener` with each conversation that the window is turned to from now on. */
export function watchShownInWindow(
  windowId: number,
  listener: (id: ConversationId) => void,
  signal: AbortSignal,
): void {
  shownItem(windowId).watch((id) => {
    if (id !== null) listener(id);
  }, signal);
}

const popupItem = createShown('popup');

/** Makes the toolbar popup open with a conversation that was begun elsewhere. */
export async function showInPopup(id: ConversationId): Promise<void> {
  await popupItem.write(id);
}

/** What the popup opens with, told once: opened again it is for a new question. */
export async function takeShownInPopup(): Promise<ConversationId | null> {
  const id = await popupItem.read();
  if (id !== null) await popupItem.remove();
  return id;
}

const cardItem = (tabId: number) => createShown(`card:${tabId}`);

/** Remembers which conversation the card in a tab's page is for. */
export async function showInCard(tabId: number, id: ConversationId): Promise<void> {
  await cardItem(tabId).write(id);
}

export function readShownInCard(tabId: number): Promise<ConversationId | null> {
  return cardItem(tabId).read();
}

/** The card in a tab is for nothing any more. */
export async function forgetCard(tabId: number): Promise<void> {
  await cardItem(tabId).remove();
}
