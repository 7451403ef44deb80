import { browser } from 'wxt/browser';
import { ChatError } from '@/lib/chat/errors';
import { readShownInCard, showInWindow } from '@/lib/messaging/window-state';
import { openSidebar } from '@/lib/platform/sidebar';
import { startChat, type Chat } from '../chat/chat';
import { hearScript, type CardScript } from './inline-card-script';

/** What the card in a page shows, and what its user can do besides asking. */
export interface InlineCard extends CardScript {
  readonly chat: Chat;
  /** Moves the conversation to the sidebar. Call it in the turn of a click. */
  continueInSidebar(): void;
}

/**
 * Opens the conversation of the tab that this page is framed in. Call it before the page has loaded.
 * @throws {ChatError} where there is none: then the script takes the card away.
 */
export async function openInlineCard(signal: AbortSignal): Promise<InlineCard> {
  const [script, tab] = await Promise.all([hearScript(), browser.tabs.getCurrent()]);
  const id = tab?.id === undefined ? null : await readShownInCard(tab.id);
  if (tab === undefined || id === null) throw new ChatError('internal', 'This card is for nothing');
  const chat = startChat(signal, { only: id });
  const stop = chat.conversation.subscribe(({ connection }) => {
    if (connection !== 'open') return;
    stop();
    script.tell({ type: 'shown' });
  });
  const { windowId } = tab;
  return {
    ...script,
    chat,
    continueInSidebar() {
      openSidebar(windowId); // first, or the click no longer counts
      void showInWindow(windowId, chat.conversation.getState().conversationId ?? id).then(
        () => script.tell({ type: 'close' }),
        () => {}, // unwritten, the sidebar shows something else: the card stays
      );
    },
  };
}
