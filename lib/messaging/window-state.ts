import * as z from 'zod/mini';
import { blobIdSchema, conversationIdSchema, type ConversationId } from '@/lib/chat/ids';
import { quotedPageSchema, refusalSchema } from '@/lib/chat/page-reading';
import { createStoredItem } from '@/lib/platform/stored-item';

/**
 * What the chat of one browser window is turned to, until the browser closes. Whoever starts a
 * conversation elsewhere (a menu, the popup, a page) writes it; the window's panel follows, also one
 * that opens later.
 */
const shownSchema = z.catch(z.nullable(conversationIdSchema), null);

const createShown = (key: string) =>
  createStoredItem('session', key, (stored) => shownSchema.parse(stored));

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

/** What is to be put into a window's message box, for the user to finish. */
export const offerSchema = z.object({
  text: z.string(),
  context: z.array(quotedPageSchema),
  imageIds: z.array(blobIdSchema),
  /** Why there is nothing of the page in it. */
  refusal: z.nullable(refusalSchema),
});
export type Offer = z.infer<typeof offerSchema>;

const offerItem = (windowId: number) =>
  createStoredItem(
    'session',
    `offer:${windowId}`,
    (stored) => offerSchema.safeParse(stored).data ?? null,
  );

export async function offerToWindow(windowId: number, offer: Offer): Promise<void> {
  await offerItem(windowId).write(offer);
}

/** Calls `listener` with each offer to the window, once: also one made before it opened. */
export function takeOffers(
  windowId: number,
  listener: (offer: Offer) => void,
  signal: AbortSignal,
): void {
  const item = offerItem(windowId);
  const take = async (offer: Offer | null) => {
    if (offer === null || signal.aborted) return;
    await item.remove();
    listener(offer);
  };
  item.watch((offer) => void take(offer), signal);
  void item.read().then(take, () => {}); // unreadable storage offers nothing
}
