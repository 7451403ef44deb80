import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { conversationIdSchema, newId, type ConversationId } from '@/lib/chat/ids';
import { chatPage, conversationIn } from '@/lib/messaging/chat-page';
import { readShownInWindow, showInWindow, watchShownInWindow } from '@/lib/messaging/window-state';
import { watchConversation } from './chat-client';
import {
  showConversation,
  type ConversationState,
  type ConversationStore,
} from './conversation-store';
import { panelWindow } from './panel-window';

const STORAGE_KEY = 'currentConversation';

/**
 * Keeps `store` the mirror of the conversation that it is turned to, and remembers which one that
 * is. Begins with what its window or its address names, else with the one shown last, so that reopening the
 * browser changes nothing; a panel also turns to what is started for its window elsewhere.
 */
export function followCurrentConversation(store: ConversationStore, signal: AbortSignal): void {
  const opening = panelWindow();
  mirrorShown(store, signal, (id) => {
    void remember(id, opening).catch(() => {}); // full disk: shown, not remembered
  });
  void readLastShown(opening).then((id) => {
    if (store.getState().conversationId === null) showConversation(store, id ?? newId());
  });
  void opening.then((windowId) => {
    if (windowId === null) return;
    watchShownInWindow(windowId, (id) => turnTo(store, id), signal);
  });
}

/** Begins with one conversation, whatever others show, and remembers nothing. */
export function followOneConversation(
  store: ConversationStore,
  id: ConversationId,
  signal: AbortSignal,
): void {
  mirrorShown(store, signal, () => {});
  showConversation(store, id);
}

/** Keeps `store` the mirror of the conversation that it is turned to. */
function mirrorShown(
  store: ConversationStore,
  signal: AbortSignal,
  onTurn: (id: ConversationId) => void,
): void {
  let watched: ConversationId | null = null;
  let watching = new AbortController();

  function follow(state: ConversationState, before: ConversationState): void {
    const { conversationId: id } = state;
    if (id === null) return;
    if (id === watched) {
      const wasDeleted = before.conversation !== null && state.conversation === null;
      if (wasDeleted) showConversation(store, newId());
      return;
    }
    watching.abort();
    watching = new AbortController();
    watched = id;
    watchConversation(id, store, AbortSignal.any([signal, watching.signal]));
    onTurn(id);
  }

  signal.addEventListener('abort', store.subscribe(follow), { once: true });
}

function turnTo(store: ConversationStore, id: ConversationId): void {
  if (store.getState().conversationId !== id) showConversation(store, id);
}

async function remember(id: ConversationId, opening: Promise<number | null>): Promise<void> {
  await browser.storage.local.set({ [STORAGE_KEY]: id });
  const windowId = await opening;
  if (windowId === null) {
    history.replaceState(null, '', chatPage(id)); // a reload shows it again
  } else if ((await readShownInWindow(windowId)) !== id) {
    await showInWindow(windowId, id);
  }
}

async function readLastShown(opening: Promise<number | null>): Promise<ConversationId | null> {
  try {
    const [stored, windowId] = await Promise.all([browser.storage.local.get(STORAGE_KEY), opening]);
    const here =
      windowId === null ? conversationIn(location.hash) : await readShownInWindow(windowId);
    return here ?? z.safeParse(conversationIdSchema, stored[STORAGE_KEY]).data ?? null;
  } catch {
    return null; // unreadable storage: a new conversation is better than none
  }
}
