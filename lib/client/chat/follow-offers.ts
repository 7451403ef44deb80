import { takeOffers, type Offer } from '@/lib/messaging/take-offers';
import type { Chat } from './chat';
import { panelWindow } from './panel-window';

/** Puts into the box of a panel what its window is offered. */
export function followOffers(chat: Chat, signal: AbortSignal): void {
  void panelWindow().then((windowId) => {
    if (windowId === null) return;
    takeOffers(windowId, (offer) => void take(offer).catch(() => {}), signal);
  });

  async function take(offer: Offer): Promise<void> {
    const { takeOffer } = await import('../pages/page-context');
    await takeOffer(chat, offer);
  }
}
