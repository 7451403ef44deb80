import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { placeCard, type Card } from '@/lib/inline-card/card';
import type { RequestFrame } from '@/lib/messaging/requests';

/** What this script keeps in its own world of a page, so that asking again replaces the card. */
interface World {
  sidelightCard?: Card;
}

/** Put into a page when the user asks for an answer there, and not before. */
export default defineUnlistedScript({ include: ['chrome'], main });

function main(): void {
  const world: typeof globalThis & World = globalThis;
  world.sidelightCard?.close();
  world.sidelightCard = placeCard({
    frameUrl: browser.runtime.getURL('/inline-card.html'),
    title: browser.i18n.getMessage('extensionName'),
    onFailure: () => {
      const failed: RequestFrame = { type: 'request', name: 'card-failed', input: {} };
      browser.runtime.sendMessage(failed).catch(() => {}); // an update took the extension away
    },
  });
}
