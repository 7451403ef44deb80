import * as z from '@/lib/schema';
import { blobIdSchema } from '@/lib/chat/ids';
import { quotedPageSchema, refusalSchema } from '@/lib/chat/page-reading';
import { createStoredItem } from '@/lib/platform/stored-item';
import { offerKey } from './offers';

/** What is to be put into a window's message box, for the user to finish. */
const offerSchema = z.object({
  text: z.string(),
  context: z.array(quotedPageSchema),
  imageIds: z.array(blobIdSchema),
  /** Why there is nothing of the page in it. */
  refusal: z.nullable(refusalSchema),
});
export type Offer = z.infer<typeof offerSchema>;

/** Calls `listener` with each offer to the window, once: also one made before it opened. */
export function takeOffers(
  windowId: number,
  listener: (offer: Offer) => void,
  signal: AbortSignal,
): void {
  const item = createStoredItem('session', offerKey(windowId), parseOffer);
  const take = async (offer: Offer | null) => {
    if (offer === null || signal.aborted) return;
    await item.remove();
    listener(offer);
  };
  item.watch((offer) => void take(offer), signal);
  void item.read().then(take, () => {}); // unreadable storage offers nothing
}

function parseOffer(stored: unknown): Offer | null {
  return z.safeParse(offerSchema, stored).data ?? null;
}
