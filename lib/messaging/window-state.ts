import * as z from 'zod/mini';
import { storage } from 'wxt/utils/storage';
import { blobIdSchema, conversationIdSchema, type ConversationId } from '@/lib/chat/ids';
import { contextPartSchema } from '@/lib/chat/message';
import { refusalSchema } from '@/lib/chat/page-reading';

/**
 * What the chat of one browser window is turned to, until the browser closes. Whoever starts a
 * conversation elsewhere (a menu, the popup, a page) writes it; the window's panel follows, also one
 * that opens later.
 */
const shownSchema = z.catch(z.nullable(conversationIdSchema), null);

const shownItem = (windowId: number) =>
  storage.defineItem<unknown>(`session:shown:${windowId}`, { fallback: null });

export async function showInWindow(windowId: number, id: ConversationId): Promise<void> {
  await shownItem(windowId).setValue(id);
}

export async function readShownInWindow(windowId: number): Promise<ConversationId | null> {
  return shownSchema.parse(await shownItem(windowId).getValue());
}

/** Calls `listener` with each conversation that the window is turned to from now on. */
export function watchShownInWindow(
  windowId: number,
  listener: (id: ConversationId) => void,
  signal: AbortSignal,
): void {
  const stop = shownItem(windowId).watch((value) => {
    const id = shownSchema.parse(value);
    if (id !== null) listener(id);
  });
  signal.addEventListener('abort', stop, { once: true });
}

/** What is to be put into a window's message box, for the user to finish. */
export const offerSchema = z.object({
  text: z.string(),
  context: z.array(contextPartSchema),
  imageIds: z.array(blobIdSchema),
  /** Why there is nothing of the page in it. */
  refusal: z.nullable(refusalSchema),
});
export type Offer = z.infer<typeof offerSchema>;

const offerItem = (windowId: number) =>
  storage.defineItem<unknown>(`session:offer:${windowId}`, { fallback: null });

export async function offerToWindow(windowId: number, offer: Offer): Promise<void> {
  await offerItem(windowId).setValue(offer);
}

/** Calls `listener` with each offer to the window, once: also one made before it opened. */
export function takeOffers(
  windowId: number,
  listener: (offer: Offer) => void,
  signal: AbortSignal,
): void {
  const item = offerItem(windowId);
  const take = async (value: unknown) => {
    const { data: offer } = offerSchema.safeParse(value);
    if (offer === undefined || signal.aborted) return;
    await item.removeValue();
    listener(offer);
  };
  const stop = item.watch((value) => void take(value));
  signal.addEventListener('abort', stop, { once: true });
  void item.getValue().then(take, () => {}); // unreadable storage offers nothing
}
