import { browser } from 'wxt/browser';
import type { Offer } from './take-offers';

/** Puts something into a window's message box, also of a panel that opens later. */
export async function offerToWindow(windowId: number, offer: Offer): Promise<void> {
  await browser.storage.session.set({ [offerKey(windowId)]: offer });
}

/** Where the offer to a window waits. */
export function offerKey(windowId: number): string {
  return `offer:${windowId}`;
}
