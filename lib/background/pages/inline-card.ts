import { browser } from 'wxt/browser';
import { newId, type ConversationId } from '@/lib/chat/ids';
import { toPagePart } from '@/lib/context/page-part';
import { forgetCard, readShownInCard, showInCard, showInPopup } from '@/lib/messaging/window-state';
import type { AskHandlers } from '../asks/ask-handlers';
import { ask } from '../asks/asks';
import { withAttempts } from './attempts';
import { readSelection } from './page-reading';
import { textFor } from '../texts';

/** Where the user asked to be answered. */
export interface CardPlace {
  readonly tabId: number;
  /** Where in the tab the selection is; 0 is the page itself. */
  readonly frameId?: number;
  /** What the browser told of the selection. */
  readonly selectionText?: string;
}

/**
 * Asks about what is selected in a page and shows the reply in a card beside it. What cannot be
 * read, asked or shown there is left to the toolbar popup.
 */
export async function answerHere(
  { tabId, frameId = 0, selectionText = '' }: CardPlace,
  { starting, keepRunning }: AskHandlers,
): Promise<void> {
  try {
    const reading = await readSelection({ tabId, frameId }, selectionText);
    if (reading.type === 'refused') return await openPopup();
    const context = [toPagePart(reading.page, { source: 'selection' })];
    const conversationId = newId<ConversationId>();
    const text = textFor('askAboutSelectionText');
    keepRunning(await ask(await starting, { conversationId, text, context }));
    await showInCard(tabId, conversationId);
  } catch {
    return openPopup(); // no model to ask: the popup says so
  }
  await withAttempts(() =>
    browser.scripting.executeScript({ target: { tabId }, files: ['/place-card.js'] }),
  ).catch(() => showInsteadOfCard(tabId));
}

/** Shows a tab's conversation in the popup, once: its page has no room for a card. */
export async function showInsteadOfCard(tabId: number): Promise<void> {
  const id = await readShownInCard(tabId);
  if (id === null) return;
  await forgetCard(tabId);
  await showInPopup(id);
  await openPopup();
}

async function openPopup(): Promise<void> {
  await browser.action.openPopup().catch(() => {}); // its window may have lost the focus
}
